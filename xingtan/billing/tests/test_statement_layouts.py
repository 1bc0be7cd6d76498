"""A layout nobody knows is explained once, used silently, shown, and can be forgotten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as accounts
from xingtan.billing import actions
from xingtan.billing.errors import LayoutColumnTwice, LayoutIncomplete, NoHeaderRow, NoStatementHeader
from xingtan.billing.models import StatementLayout, StatementUpload
from xingtan.billing.statement import Column, Layout, header_fingerprint, read_statement
from xingtan.billing.tests import given
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
FILE = given.unknown_statement()


def prepared(programme: Programme | None = None) -> actions.PreparedStatement:
    return actions.prepare_statement(programme=programme or programmes.programme_2020(), content=FILE, name="neu.csv")


def test_an_unknown_header_is_read_as_a_clerk_said() -> None:
    with pytest.raises(NoStatementHeader):
        prepared()

    given.layout()

    line = prepared().read.lines[0]
    assert (str(line.amount), line.payer_name, line.remark) == ("3600.00", "东雷乡中心小学", "30人")


def test_a_layout_is_known_by_its_words_however_they_are_spaced() -> None:
    same = (" Buchung", "Betrag ", "W e r", "Wozu", "", "")

    assert header_fingerprint(same) == header_fingerprint(given.UNKNOWN_COLUMNS)
    assert header_fingerprint(("Buchung", "Betrag", "Wozu", "Wer")) != header_fingerprint(given.UNKNOWN_COLUMNS)


def test_what_a_clerk_said_goes_before_what_the_words_say() -> None:
    header = ["交易日期", "收入金额", "支出金额", "对方户名", "附言", "用途"]
    meanings = ((0, Column.DATE), (1, Column.WENT_OUT), (2, Column.CAME_IN), (3, Column.PAYER), (5, Column.TEXT))

    line = read_statement(
        [header, ["2020-11-18", "5.00", "", "银行", "x", "y"]], [Layout(header_fingerprint(header), meanings)]
    ).lines[0]

    assert (line.is_incoming, line.remark) == (False, "y")


def test_columns_beyond_the_header_and_short_rows_are_read() -> None:
    header, meanings = ["甲", "乙", "丙"], ((0, Column.DATE), (1, Column.AMOUNT), (2, Column.PAYER), (4, Column.TEXT))
    rows = [header, ["2020-11-18", "5", "某", "", "附言"], ["2020-11-19", "6", "某"]]

    lines = read_statement(rows, [Layout(header_fingerprint(header), meanings)]).lines

    assert [line.remark for line in lines] == ["附言", ""]


def test_a_layout_belongs_to_its_programme() -> None:
    given.layout()

    with pytest.raises(NoStatementHeader):
        prepared(given.other_programme())


def test_saying_it_anew_replaces_what_was_said() -> None:
    given.layout()
    given.layout()

    assert StatementLayout.objects.count() == 1


BAD = [
    (given.UNKNOWN_COLUMNS, {0: Column.DATE, 1: Column.AMOUNT}, LayoutIncomplete),
    (given.UNKNOWN_COLUMNS, {1: Column.AMOUNT, 2: Column.PAYER}, LayoutIncomplete),
    (given.UNKNOWN_COLUMNS, {0: Column.DATE, 2: Column.PAYER}, LayoutIncomplete),
    (given.UNKNOWN_COLUMNS, {0: Column.DATE, 1: Column.DATE, 2: Column.PAYER}, LayoutColumnTwice),
    (("", "Betrag", ""), {0: Column.DATE, 1: Column.AMOUNT, 2: Column.PAYER}, NoHeaderRow),
]


@pytest.mark.parametrize(("header", "meanings", "refusal"), BAD)
def test_what_no_line_can_do_without_must_be_said(header: tuple[str, ...], meanings: dict[int, Column], refusal: type[Exception]) -> None:  # fmt: skip
    with pytest.raises(refusal):
        actions.remember_layout(
            programme=programmes.programme_2020(), header=header, meanings=meanings, by=given.finance_clerk(), now=clock.now()
        )  # fmt: skip

    assert not StatementLayout.objects.exists()


@pytest.fixture
def client() -> Client:
    return accounts.signed_in(given.finance_clerk())


def upload(client: Client) -> str:
    answer = client.post(reverse("billing:statement_upload"), {"file": SimpleUploadedFile("neu.csv", FILE)})
    return str(answer["Location"])


def test_a_clerk_chooses_the_row_then_the_columns_then_looks_at_the_lines(client: Client) -> None:
    address = upload(client)

    rows = client.get(address).content.decode()
    columns = client.get(address, {"row": "0"}).content.decode()
    answer = client.post(
        f"{address}?row=0", {"column_0": "date", "column_1": "amount", "column_2": "payer", "column_3": "text"}, follow=True
    )  # fmt: skip

    assert "Buchung · Betrag · Wer · Wozu" in rows
    assert 'name="column_3"' in columns
    assert "30人" in columns
    assert answer.status_code == 200
    assert "东雷乡中心小学" in answer.content.decode()


def test_what_is_missing_is_said_and_what_was_chosen_stays(client: Client) -> None:
    address = upload(client)

    answer = client.post(
        f"{address}?row=0", {"column_0": "date", "column_1": "nothing", "column_2": "payer", "column_3": "nothing"}
    )

    assert answer.status_code == 400
    assert '<option value="payer" selected>' in answer.content.decode()
    assert not StatementLayout.objects.exists()


def test_a_column_understood_wrongly_is_refused_naming_the_row(client: Client) -> None:
    address = upload(client)

    answer = client.post(
        f"{address}?row=0", {"column_0": "date", "column_2": "amount", "column_3": "text", "column_1": "nothing"}
    )

    assert answer.status_code == 400
    assert "东雷乡中心小学" in answer.content.decode()


def test_a_row_that_is_none_leads_back_to_the_choice(client: Client) -> None:
    address = upload(client)

    for row in ("99", "-1", "x"):
        assert 'name="row"' in client.get(address, {"row": row}).content.decode()


def test_layouts_are_listed_and_forgotten(client: Client) -> None:
    layout = given.layout()
    assert "Buchung" in client.get(reverse("billing:statements")).content.decode()

    client.post(reverse("billing:layout_forget", args=[layout.public_id]))

    assert not StatementLayout.objects.exists()
    assert "Buchung" not in client.get(reverse("billing:statements")).content.decode()


def test_an_auditor_sees_layouts_and_cannot_forget_them() -> None:
    layout = given.layout()
    auditor = accounts.signed_in(accounts.post(Kind.AUDITOR, programme_code=layout.programme.code))

    answer = auditor.post(reverse("billing:layout_forget", args=[layout.public_id]))

    assert answer.status_code in {403, 404}
    assert StatementLayout.objects.exists()


def test_an_upload_of_unknown_columns_is_kept(client: Client) -> None:
    upload(client)

    assert StatementUpload.objects.count() == 1

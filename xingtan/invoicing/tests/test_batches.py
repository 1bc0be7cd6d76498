"""The workbook for the tax platform."""

import io
from datetime import datetime, timedelta

import openpyxl
import pytest

from xingtan.billing.tests import given as money
from xingtan.foundation import clock
from xingtan.foundation.uploads import UploadRefused
from xingtan.invoicing import actions, queries
from xingtan.invoicing.errors import NothingWaits, TemplateMissing, TemplateUnfit, TermsMissing
from xingtan.invoicing.models import Batch, InvoiceRequest, RequestState
from xingtan.invoicing.tests import given, platform
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


def made(most: int = 200) -> Batch:
    return actions.make_batch(
        programme=programmes.programme_2020(), by=money.finance_clerk(), now=clock.now(), most=most
    )


def rows(batch: Batch, sheet: str) -> list[dict[str, str]]:
    with batch.file.open() as kept:
        page = openpyxl.load_workbook(io.BytesIO(kept.read()))[sheet]
    names = [str(cell.value).strip("*") for cell in page[3]]
    return [
        dict(zip(names, [str(v or "") for v in row], strict=True))
        for row in page.iter_rows(min_row=4, values_only=True)
    ]


def test_a_request_goes_out_with_its_buyer_item_and_serial() -> None:
    asked = given.request()
    batch = given.batched(asked)

    [invoice], [item] = rows(batch, "1-发票基本信息"), rows(batch, "2-发票明细信息")

    assert (invoice["发票流水号"], invoice["购买方名称"], invoice["购买方纳税人识别号"]) == (
        asked.serial,
        asked.profile.name,
        asked.profile.tax_number,
    )
    assert (invoice["购买方银行账号"], invoice["是否展示购买方地址电话银行账号"]) == (
        asked.profile.account,
        "展示全部信息",
    )
    assert asked.serial in invoice["备注"]
    assert (item["项目名称"], item["商品和服务税收编码"], item["金额"], item["税率"], item["数量"], item["单价"]) == (
        "培训费",
        "3070201020000000000",
        "3600.00",
        "0.03",
        "30",
        "120.00",
    )
    assert asked.state == RequestState.BATCHED


def test_bank_and_address_stay_out_where_the_word_for_showing_them_is_unknown() -> None:
    asked = given.request()
    programme = asked.bill.programme
    given.terms(programme)
    given.template(
        programme, platform.template(tuple(c for c in platform.COLUMNS_2026 if not c.startswith("是否展示购买方")))
    )

    [invoice] = rows(made(), "1-发票基本信息")

    assert invoice["购买方银行账号"] == ""


def test_without_terms_or_template_or_requests_nothing_is_exported() -> None:
    programme = programmes.programme_2020()
    given.request()
    with pytest.raises(TermsMissing):
        made()
    given.terms(programme)
    with pytest.raises(TemplateMissing):
        made()
    given.template(programme)
    made()
    with pytest.raises(NothingWaits):
        made()

    assert Batch.objects.count() == 1


@pytest.mark.parametrize(("days", "is_in_force"), [(0, True), (1, False)])
def test_terms_hold_from_their_day_on(days: int, *, is_in_force: bool) -> None:
    programme, now = programmes.programme_2020(), clock.now()
    day = queries.requests.today_of(now) + timedelta(days=days)
    actions.set_terms(programme=programme, valid_from=day, terms=given.TERMS, by=money.finance_clerk(), now=now)

    assert (queries.terms_on(programme, queries.requests.today_of(now)) is not None) is is_in_force


def test_each_request_is_in_one_workbook_only_and_a_workbook_holds_so_many() -> None:
    programme = programmes.programme_2020()
    asked = [given.request(organisations.school(f"第{n}小学")) for n in range(3)]
    given.terms(programme)
    given.template(programme)

    first, second = made(most=2), made(most=2)

    assert (first.number, first.rows, second.number, second.rows) == (1, 2, 2, 1)
    assert list(first.requests.order_by("pk")) == asked[:2]
    with pytest.raises(NothingWaits):
        made()


def test_a_name_too_long_for_the_template_stops_the_whole_workbook_and_is_named() -> None:
    asked = given.request(name="校" * 60)
    programme = asked.bill.programme
    given.terms(programme)
    given.template(programme, platform.template().replace(b"", b""))
    book = openpyxl.load_workbook(io.BytesIO(platform.template()))
    book["1-发票基本信息"].cell(2, platform.COLUMNS_2026.index("购买方名称") + 1, "必填，长度≤50")
    written = io.BytesIO()
    book.save(written)
    given.template(programme, written.getvalue())

    with pytest.raises(TemplateUnfit) as refused:
        made()

    assert "购买方名称" in str(refused.value)
    assert InvoiceRequest.objects.get().state == RequestState.ASKED


@pytest.mark.parametrize("content", [platform.template(without="税率"), b"hello", platform.packed_as({"a.txt": b"x"})])
def test_a_template_that_cannot_be_filled_is_not_taken(content: bytes) -> None:
    programme = programmes.programme_2020()

    with pytest.raises(UploadRefused):
        actions.keep_template(
            programme=programme, content=content, name="模板.xlsx", by=money.finance_clerk(), now=clock.now()
        )

    assert queries.template_of(programme) is None


def test_the_moment_of_a_batch_is_the_programmes_day() -> None:
    assert queries.requests.today_of(datetime.fromisoformat("2026-11-26T16:00:00+00:00")).isoformat() == "2026-11-27"

"""A declaration, its corrections, its draft; what was typed is never lost; the history stays (R25, R28, R30)."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import Settings

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.funding import actions, queries
from xingtan.funding.errors import DeclaredMeanwhile, ReasonMissing, WagesNothing
from xingtan.funding.models import Declaration, Draft
from xingtan.funding.rules import Place
from xingtan.funding.tests import given
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
COUNTY = f"/funding/counties/{organisations.WUTAI}/"
RIGHT = {"base": "400,000元", "training": "2万", "source": "public_funds", "seen": "0", "do": "declare"}


@pytest.fixture(autouse=True)
def _files_go_elsewhere(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def programme() -> Programme:
    return programmes.programme_2020()


def contact() -> Client:
    return people.signed_in(people.post(Kind.SCHOOL_CONTACT, school=organisations.school()))


def page() -> str:
    return f"/funding/schools/{organisations.school().public_id}/"


def test_a_school_declares_with_commas_and_ten_thousands(programme: Programme) -> None:
    answer = contact().post(f"{page()}declare/", {**RIGHT, "year": "2020"}, follow=True)

    standing = queries.standing_of(organisations.school(), 2020)
    assert standing is not None
    assert (standing.base, standing.training, standing.missing) == (
        Decimal("400000.00"),
        Decimal("20000.00"),
        Decimal(0),
    )
    assert (standing.percent, standing.version, standing.source) == (Decimal(5), 1, "public_funds")
    assert "5.00%" in answer.content.decode()
    assert Entry.objects.filter(verb="declare_funds").count() == 1
    assert programme.fee_yuan


def test_one_fen_less_than_five_percent_is_a_fen_short(programme: Programme) -> None:
    answer = contact().post(f"{page()}declare/", {**RIGHT, "training": "19999.99"}, follow=True)

    text = answer.content.decode()
    assert "4.99%" in text
    assert "¥0.01" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"base": ""}, "请填写此项"),
        ({"base": "很多"}, "不是金额"),
        ({"base": "-400000"}, "不能是负数"),
        ({"base": "400000", "training": "(20000)"}, "不能是负数"),
        ({"base": "40,00"}, "不是千分位"),
        ({"training": "1.005"}, "精确到了分以下"),
        ({"base": "99999999999999"}, "数额过大"),
        ({"source": "教育附加"}, "选择一个有效的"),
    ],
)
def test_bad_input_is_said_in_words_kept_and_nothing_is_declared(
    programme: Programme, typed: dict[str, str], said: str
) -> None:
    client = contact()

    answer = client.post(f"{page()}declare/", {**RIGHT, **typed})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Declaration.objects.exists()
    kept = Draft.objects.get()
    assert {name: kept.typed[name] for name in typed} == typed
    assert programme.code


@pytest.mark.parametrize("base", ["0", "400", "400000000000"])
def test_an_absurd_size_is_asked_back_and_taken_once_confirmed(programme: Programme, base: str) -> None:
    client = contact()

    asked = client.post(f"{page()}declare/", {**RIGHT, "base": base, "training": "0"})
    before = Declaration.objects.count()
    client.post(f"{page()}declare/", {**RIGHT, "base": base, "training": "0", "sure": "on"})

    assert asked.status_code == 422
    assert "申报前请再核对" in asked.content.decode()
    assert before == 0
    assert Declaration.objects.get().base == Decimal(base)
    assert programme.code


def test_more_than_five_times_the_year_before_is_asked_back(programme: Programme) -> None:
    school = organisations.school()
    given.declared(school, "60000.00", "3000.00", year=2019, programme=programme)

    asked = contact().post(f"{page()}declare/", RIGHT)

    assert "相差五倍以上" in asked.content.decode()
    assert not Declaration.objects.filter(year=2020).exists()


def test_a_county_cannot_declare_wages_of_nothing(programme: Programme) -> None:
    with pytest.raises(WagesNothing):
        given.declared(organisations.division(), "0.00", "0.00", programme=programme)

    assert not Declaration.objects.exists()


def test_a_draft_is_kept_as_typed_with_its_file_and_goes_along_when_declared(programme: Programme) -> None:
    client = contact()
    client.post(f"{page()}declare/", {**RIGHT, "training": "两万", "do": "draft", "file": given.evidence()})
    shown = client.get(f"{page()}declare/").content.decode()

    client.post(f"{page()}declare/", RIGHT)

    assert "两万" in shown
    assert "预算批复.pdf" in shown
    assert not Draft.objects.exists()
    declared = Declaration.objects.get()
    assert declared.file_name == "预算批复.pdf"
    answer = client.get(f"/funding/declarations/{declared.public_id}/file/")
    assert b"".join(answer)
    assert answer["Content-Disposition"].startswith("attachment")
    assert programme.code


def test_a_file_of_another_type_is_refused_and_the_figures_are_kept(programme: Programme) -> None:
    file = SimpleUploadedFile("预算.exe", b"MZ\x90\x00")

    answer = contact().post(f"{page()}declare/", {**RIGHT, "file": file})

    assert answer.status_code == 422
    assert "这里不能上传" in answer.content.decode()
    assert not Declaration.objects.exists()
    assert Draft.objects.get().typed["base"] == "400,000元"
    assert programme.code


def test_a_correction_is_a_new_version_with_its_reason_and_the_former_stays(programme: Programme) -> None:
    school = organisations.school()
    given.declared(school, training="10000.00", programme=programme)
    client = contact()

    without = client.post(f"{page()}declare/", {**RIGHT, "seen": "1"})
    after = client.post(f"{page()}declare/", {**RIGHT, "seen": "1", "reason": "年中追加预算"}, follow=True)

    assert without.status_code == 422
    assert "请写明更正理由" in without.content.decode()
    versions = list(Declaration.objects.order_by("version").values_list("version", "training", "reason"))
    assert versions == [(1, Decimal("10000.00"), ""), (2, Decimal("20000.00"), "年中追加预算")]
    text = after.content.decode()
    assert "年中追加预算" in text
    assert "¥10,000.00" in text


def test_sent_twice_is_declared_once(programme: Programme) -> None:
    client = contact()

    for _time in range(2):
        client.post(f"{page()}declare/", {**RIGHT, "file": given.evidence()})

    assert Declaration.objects.get().version == 1
    assert not Draft.objects.exists()
    assert programme.code


def test_who_is_overtaken_by_a_colleague_is_told_by_whom_and_may_correct(programme: Programme) -> None:
    school = organisations.school()
    head = people.post(Kind.SCHOOL_HEAD, school=school)
    given.declared(school, training="1.00", by=head, programme=programme)
    client = contact()

    late = client.post(f"{page()}declare/", RIGHT)
    text = late.content.decode()
    client.post(f"{page()}declare/", {**RIGHT, "seen": "1", "reason": "金额有误"})

    assert late.status_code == 422
    assert head.account.name in text
    assert 'name="seen" value="1"' in text
    assert Declaration.objects.count() == 2
    assert programme.code


def test_the_action_refuses_an_unseen_version_and_a_missing_reason(programme: Programme) -> None:
    school = organisations.school()
    given.declared(school, programme=programme)

    with pytest.raises(DeclaredMeanwhile):
        given.declared(school, "1.00", "1.00", programme=programme)
    with pytest.raises(ReasonMissing):
        given.declared(school, "1.00", "1.00", seen=1, reason="  ", programme=programme)

    assert Declaration.objects.count() == 1


def test_what_was_declared_cannot_be_changed_or_taken_away(programme: Programme) -> None:
    declared = given.declared(organisations.school(), programme=programme)

    for change in (lambda: Declaration.objects.update(training=0), lambda: declared.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

    assert Declaration.objects.get().training == Decimal("20000.00")


def test_verify_finds_a_shortfall_that_is_not_what_the_rule_says(programme: Programme) -> None:
    declared = given.declared(organisations.school(), training="10000.00", programme=programme)
    assert queries.declaration_breaches() == []

    forged = Declaration.objects.get()
    forged.pk, forged.public_id, forged.version, forged.replaces = None, "forged", 3, declared
    forged.reason, forged.missing = "改动", Decimal("0.00")
    forged.save()

    assert {breach.code for breach in queries.declaration_breaches()} == {"funding_missing", "funding_version"}


def test_the_programmes_own_percent_goes_before_the_dated_norm_in_its_year_only(programme: Programme) -> None:
    programme.facts = {**programme.facts, "fee": {**programme.facts["fee"], "wage_share_percent": "3"}}

    found = [queries.norm_of(programme, Place.COUNTY, year) for year in (2019, 2020, 2021)]

    assert [norm and norm.percent for norm in found] == [Decimal("2.5"), Decimal(3), Decimal("2.5")]


def test_another_file_of_norms_can_stand_in_place_of_the_shipped_one(
    programme: Programme, settings: Settings, tmp_path: Path
) -> None:
    own = tmp_path / "norms.toml"
    own.write_text(queries.norms_file().read_text(encoding="utf-8").replace('percent = "5"', 'percent = "6"'), "utf-8")
    settings.FUNDING_NORMS = str(own)
    programme.facts = {}

    norm = queries.norm_of(programme, Place.SCHOOL, 2020)

    assert norm is not None
    assert norm.percent == 6


def test_a_kept_draft_is_not_a_declaration(programme: Programme) -> None:
    school = organisations.school()

    actions.keep_draft(place=school, year=2020, typed={"base": "四十万"}, file=None, by=None, now=clock.now())

    assert queries.standing_of(school, 2020) is None
    assert (
        queries.sums_of(
            queries.area(people.post(Kind.COUNTY_ADMIN, division=school.division), programme), 2020
        ).undeclared
        == 1
    )

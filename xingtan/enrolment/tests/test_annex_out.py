"""Annex 1 out: the form verbatim, masked unless there is a reason, each taking on record (R33, A4)."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.enrolment import jobs, queries
from xingtan.enrolment.actions import annexes
from xingtan.enrolment.actions.full_lists import ask_full_list
from xingtan.enrolment.errors import NumbersMasked
from xingtan.enrolment.models import AnnexExport
from xingtan.enrolment.queries.annexes import form_of
from xingtan.enrolment.tests import given
from xingtan.enrolment.views import annexes as annex_views
from xingtan.foundation import clock
from xingtan.foundation.models import Progress
from xingtan.foundation.sheets import read_workbook_here
from xingtan.foundation.tasks import Reporter
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
REASON = "报送省厅教师信息系统核验"


def rows_of(content: bytes) -> list[list[Any]]:
    (sheet,) = read_workbook_here(content).sheets
    return [list(row) for row in sheet.rows]


def take(browser: Client, numbers: str = "masked", reason: str = "", query: str = "") -> Any:
    return browser.post(f"/enrolment/annex/{query}", {"numbers": numbers, "reason": reason})


def county_with_teachers() -> Client:
    given.enrolments(entrants=[given.entrant("王秀英", mobile="19811112222"), given.entrant("=cmd|'/c calc'!A1")])
    return people.signed_in(given.county_clerk())


def test_title_and_columns_are_the_notices_own_and_rows_are_numbered() -> None:
    answer = take(county_with_teachers())

    title, columns, *rows = rows_of(answer.content)
    assert title[0] == "忻州市2020年度中小学、幼儿园教师全员培训参训教师报名表"
    assert columns == ["序号", "姓名", "学段", "学科", "手机号(注册用)", "身份证号", "县(市、区)", "学校全称", "备注"]
    assert [row[0] for row in rows] == ["1", "2"]
    assert {row[6] for row in rows} == {"五台县"}
    assert "no-store" in answer["Cache-Control"]


def test_numbers_are_masked_unless_asked_for_with_a_reason() -> None:
    county = county_with_teachers()

    masked = rows_of(take(county).content)
    full = rows_of(take(county, "full", REASON).content)

    assert "19811112222" not in str(masked)
    assert "198****2222" in str(masked)
    assert "19811112222" in str(full)
    facts = [entry.facts for entry in Entry.objects.filter(verb="export_annex").order_by("number")]
    assert [(each["masked"], each["reason"], each["teachers"]) for each in facts] == [(True, "", 2), (False, REASON, 2)]


@pytest.mark.parametrize("reason", ["", "核对", "一 二 三 四 五 六 七 八 九"])
def test_full_numbers_need_a_reason_of_ten_characters(reason: str) -> None:
    answer = take(county_with_teachers(), "full", reason)

    assert answer.status_code == 422
    assert not Entry.objects.filter(verb="export_annex").exists()


@pytest.mark.parametrize("kind", [Kind.PROVIDER_MANAGER, Kind.MONITOR, Kind.AUDITOR, Kind.SUPPORT, Kind.ACADEMIC])
def test_posts_without_need_get_masked_lists_only(kind: str) -> None:
    county_with_teachers()
    post = people.post(kind, programme_code=programmes.programme_2020().code)
    browser = people.signed_in(post)

    assert "19811112222" not in str(rows_of(take(browser).content))
    assert take(browser, "full", REASON).status_code == 422
    with pytest.raises(NumbersMasked):
        ask_full_list(
            programme=programmes.programme_2020(), filters={}, teachers=1, reason=REASON, by=post, now=clock.now()
        )


def test_a_head_takes_masked_lists_of_the_own_school_only() -> None:
    row = given.enrolment()
    given.enrolment(school=organisations.school("原平市实验小学", division=organisations.YUANPING))
    head = people.signed_in(people.post(Kind.SCHOOL_HEAD, school=row.school))

    rows = rows_of(take(head).content)[2:]

    assert [each[7] for each in rows] == [row.school.full_name]
    assert take(head, "full", REASON).status_code == 422


def test_the_list_follows_the_filters_and_crafted_ones_never_widen_it() -> None:
    county = county_with_teachers()
    given.enrolment(school=organisations.school("原平市实验小学", division=organisations.YUANPING))

    assert len(rows_of(take(county, query="?text=王秀英").content)) == 3
    for crafted in ("?county=140981", "?school__in=1,2,3", "?ordering=account__id_number", "?text=原平"):
        assert "原平" not in str(rows_of(take(county, query=crafted).content)[2:])


def test_no_cell_is_a_formula_and_the_trace_stands_in_the_properties() -> None:
    county = county_with_teachers()
    content = take(county, "full", REASON).content

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheet, properties = (
            package.read("xl/worksheets/sheet1.xml").decode(),
            package.read("docProps/core.xml").decode(),
        )

    assert "<f>" not in sheet
    assert REASON in properties
    assert "19811112222" not in properties


def test_city_direct_schools_stand_under_the_word_of_the_form() -> None:
    given.enrolment(school=organisations.city_direct_school())

    rows = rows_of(take(people.signed_in(given.city_clerk())).content)

    assert rows[2][6] == "市直"


def test_a_large_list_is_made_in_the_background_for_its_asker_alone_and_for_a_day(settings: Any) -> None:
    row = given.enrolment()
    given.enrolments(annex_views.AT_ONCE, school=row.school)
    by = given.county_clerk()

    answer = take(people.signed_in(by))

    run = Progress.objects.get()
    assert answer.url == f"/desk/runs/{run.public_id}/"
    said = jobs.make_annex(Reporter(run.pk), programme=row.programme_id, post=by.pk, filters={}, permission=None)
    assert "1001" in str(said)
    kept = AnnexExport.objects.get()
    run.refresh_from_db()
    assert run.next_url == f"/enrolment/annex/{kept.public_id}/"
    assert len(rows_of(people.signed_in(by).get(run.next_url).content)) == annex_views.AT_ONCE + 3
    assert people.signed_in(given.county_clerk()).get(run.next_url).status_code == 404
    with clock.standing_at(kept.expires_at - timedelta(seconds=1)):
        assert people.signed_in(by).get(run.next_url).status_code == 200
    with clock.standing_at(kept.expires_at):
        assert people.signed_in(by).get(run.next_url).status_code == 404
        jobs.tidy()
    assert not AnnexExport.objects.exists()


def test_a_reason_is_asked_for_before_the_background_work_begins(settings: Any) -> None:
    row = given.enrolment()
    given.enrolments(annex_views.AT_ONCE, school=row.school)

    assert take(people.signed_in(given.county_clerk()), "full", "短").status_code == 422
    assert not Progress.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_list(django_assert_num_queries: Any) -> None:
    given.enrolments(2)
    programme = programmes.programme_2020()
    by: Post = given.county_clerk()

    def write() -> bytes:
        rows = queries.teachers_within(by, programme)
        return annexes.write_annex(programme=programme, rows=rows, permission=None, by=by, now=clock.now())

    write()
    for more in (0, 40):
        given.enrolments(more)
        with django_assert_num_queries(4):
            write()
    assert form_of(programme).title.startswith("忻州市")

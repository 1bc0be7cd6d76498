"""The city reminds its counties of rosters: once a day, the text before it goes, quiet at night and on holidays, kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.outbox.models import Message
from xingtan.oversight import actions, queries
from xingtan.oversight.errors import HolidayToday
from xingtan.oversight.models import CountyReminder
from xingtan.oversight.tests import given
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.tests import given as rosters

pytestmark = pytest.mark.django_db
AT = clock.moment(2020, 12, 1, 10)
PAGE = "/figures/registration/counties/"
WUTAI, YUANPING = organisations.WUTAI, organisations.YUANPING


@pytest.fixture(autouse=True)
def _before_the_deadline() -> Any:
    with clock.standing_at(AT):
        yield


@pytest.fixture
def programme() -> Programme:
    """The programme, with one silent school in each of two counties and one directly under the city."""
    given.school("五台县第一小学", 0)
    given.school("原平市第一小学", 0, division=YUANPING)
    given.school("忻州市第一中学", 0, division=organisations.CITY, is_city_direct=True, stages=("高中",))
    return programmes.programme_2020()


def clerk(code: str = WUTAI, mail: str = "county@example.invalid") -> Post:
    post = given.county_admin(code)
    post.account.mail = mail
    post.account.save()
    return post


def remind(programme: Programme, *codes: str, at: Any = AT, note: str = "") -> Any:
    return actions.remind_counties(programme=programme, codes=codes, by=given.city_supervisor(), now=at, note=note)


def city() -> Client:
    return people.signed_in(given.city_supervisor())


def test_counties_with_silent_schools_or_waiting_rosters_are_behind_and_no_others(programme: Programme) -> None:
    rosters.submitted_roster(2, school=organisations.school("五台县第二小学"))

    found = {
        row.division.code: (row.silent_schools, row.to_review)
        for row in queries.counties_behind(given.city_supervisor(), programme, clock.today())
    }

    assert found == {WUTAI: (1, 1), YUANPING: (1, 0)}


def test_a_county_is_told_how_many_until_when_and_where_and_no_names(programme: Programme) -> None:
    clerk()

    done = remind(programme, WUTAI, note="请于周五前办理。")

    message = Message.objects.get()
    assert (done.sent, message.to) == (1, "county@example.invalid")
    for words in ("五台县", "1 所学校", "12月9日", "/figures/chase/roster/", "请于周五前办理。"):
        assert words in message.body
    assert "第一小学" not in message.body


def test_once_a_day_and_again_the_next(programme: Programme) -> None:
    clerk()

    outcomes = [remind(programme, WUTAI, at=AT + timedelta(hours=hours)) for hours in (0, 13, 14)]

    assert [(each.sent, each.today_already) for each in outcomes] == [(1, 0), (0, 1), (1, 0)]
    assert (CountyReminder.objects.count(), Message.objects.count()) == (2, 2)


def test_what_is_written_at_night_goes_out_in_the_morning(programme: Programme) -> None:
    clerk()

    remind(programme, WUTAI, at=clock.moment(2020, 12, 1, 23))

    assert Message.objects.get().due_at == clock.moment(2020, 12, 2, 8)


def test_on_a_holiday_nobody_is_reminded(programme: Programme) -> None:
    clerk()

    with pytest.raises(HolidayToday):
        remind(programme, WUTAI, at=clock.moment(2021, 2, 12, 10))

    assert not CountyReminder.objects.exists()
    assert not Message.objects.exists()


def test_a_county_that_is_not_behind_or_has_no_clerk_is_left_out_and_said(programme: Programme) -> None:
    done = remind(programme, WUTAI, "140923")

    assert (done.sent, done.settled, done.without_people) == (0, 1, 1)
    assert not CountyReminder.objects.exists()


def test_the_city_ticks_reads_the_text_and_sends_and_the_history_tells_of_it(programme: Programme) -> None:
    clerk()
    client = city()

    assert PAGE in client.get("/figures/registration/").content.decode()
    page = client.get(PAGE).content.decode()
    assert "还没有提醒过" in page
    preview = client.post(f"{PAGE}preview/", {"county": [WUTAI], "note": "请抓紧。"}).content.decode()
    assert "五台县 将收到" in preview
    assert "请抓紧。" in preview
    assert not Message.objects.exists()
    answer = client.post(f"{PAGE}send/", {"county": [WUTAI], "note": "请抓紧。"}, follow=True).content.decode()

    assert "已提醒 1 个县" in answer
    assert "今天已提醒" in answer
    assert "请抓紧。" in answer
    assert Entry.objects.filter(verb="remind_counties").count() == 1


def test_without_a_tick_nothing_is_sent_and_all_means_all(programme: Programme) -> None:
    clerk()
    clerk(YUANPING, "yuanping@example.invalid")
    client = city()

    said = client.post(f"{PAGE}send/", {}, follow=True).content.decode()
    assert "请至少勾选一个" in said
    assert not Message.objects.exists()
    client.post(f"{PAGE}send/", {"everybody": "on"})

    assert sorted(Message.objects.values_list("dedup_key", flat=True)) == sorted(
        f"remind_county:{each.pk}:{Post.objects.get(kind=Kind.COUNTY_ADMIN, division=each.division).pk}:mail"
        for each in CountyReminder.objects.all()
    )


def test_the_reminder_stands_on_the_countys_desk_until_it_is_settled(programme: Programme) -> None:
    post = clerk()
    remind(programme, WUTAI)
    client = people.signed_in(post)

    assert "提醒：本县学校报名" in client.get("/desk/", follow=True).content.decode()
    with clock.standing_at(AT + timedelta(days=8)):
        assert queries.open_reminder(post, programme, clock.today()) is None
    assert queries.open_reminder(given.county_admin(YUANPING), programme, clock.today()) is None


def test_when_nothing_is_missing_any_more_the_desk_is_silent() -> None:
    school = organisations.school()
    post = clerk()
    programme = programmes.programme_2020()
    remind(programme, WUTAI)

    rosters.accepted_roster(2, school=school)

    assert queries.open_reminder(post, programme, clock.today()) is None


@pytest.mark.parametrize("kind", [Kind.COUNTY_ADMIN, Kind.PROVIDER_MANAGER, Kind.AUDITOR])
def test_nobody_but_the_city_reminds_counties(programme: Programme, kind: str) -> None:
    clerk()
    place = (
        {"division": organisations.division(WUTAI)} if kind == Kind.COUNTY_ADMIN else {"programme_code": programme.code}
    )
    client = people.signed_in(people.post(kind, **place))

    answers = [client.get(PAGE), *(client.post(f"{PAGE}{each}/", {"everybody": "on"}) for each in ("preview", "send"))]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert not CountyReminder.objects.exists()


def test_history_is_kept_by_the_database_itself(programme: Programme) -> None:
    clerk()
    remind(programme, WUTAI)

    with pytest.raises(DatabaseError), transaction.atomic():
        CountyReminder.objects.update(silent_schools=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        CountyReminder.objects.all().delete()


@pytest.mark.parametrize("counties", [["140922"], ["140922", "140981", "140923", "140924", "140925"]])
def test_the_page_takes_the_same_queries_for_many_counties(
    counties: list[str], django_assert_max_num_queries: Any
) -> None:
    for code in counties:
        given.school(f"{code}第一小学", 0, division=code)
        clerk(code, f"c{code}@example.invalid")
    remind(programmes.programme_2020(), *counties)
    client = city()
    client.get(PAGE)

    with django_assert_max_num_queries(19):
        client.get(PAGE)


def test_nobody_behind_is_said() -> None:
    programmes.programme_2020()

    assert "没有需要提醒的县" in city().get(PAGE).content.decode()

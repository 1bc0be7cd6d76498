"""A programme file stored, stored again, moved and copied."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from xingtan.audit.models import Entry
from xingtan.foundation import clock
from xingtan.organisations.tests import given as organisations
from xingtan.programmes import actions, queries
from xingtan.programmes.errors import NoSuchProgramme, OwnerUnknown, ProgrammeExists, ProgrammeFaulty
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import week_of_term
from xingtan.programmes.tests import given

pytestmark = pytest.mark.django_db


def test_the_notices_numbers_are_stored_as_they_are() -> None:
    programme = given.programme_2020()

    programme.refresh_from_db()
    assert programme.fee_yuan == Decimal("120.00")
    assert programme.payee_account == "0512040509026402092"
    assert (programme.term_starts_on, programme.term_ends_on) == (date(2020, 12, 12), date(2021, 4, 12))
    assert programme.enrol_closes_at == clock.moment(2020, 12, 9, 23, 59, 59)
    assert programme.stages == ["幼儿园", "小学", "初中", "高中", "职高"]
    assert programme.owner == "忻州市教育局"
    assert programme.undertaking_institution == "忻州师范学院"
    assert [track.title for track in programme.tracks.all()] == ["幼儿园", "义务教育", "高中"]


def test_thirty_seven_people_cost_4440_yuan() -> None:
    programme = given.programme_2020()

    assert programme.fee_for(1) == Decimal("120.00")
    assert programme.fee_for(37) == Decimal("4440.00")


def test_loading_the_same_file_again_changes_and_records_nothing() -> None:
    given.programme_2020()
    entries = Entry.objects.count()

    _programme, changed = actions.load_programme(document=given.DOCUMENT, by=None)

    assert changed == []
    assert Entry.objects.count() == entries


def test_a_changed_reading_is_stored_and_recorded_by_name() -> None:
    programme = given.programme_2020()

    given.programme_2020(A05={"county_review": False})

    programme.refresh_from_db()
    assert programme.county_review is False
    assert Entry.objects.latest("number").facts["changed"] == ["county_review", "readings"]


def test_a_faulty_file_is_refused_with_file_key_and_remedy_and_stores_nothing() -> None:
    organisations.xinzhou()
    document = {**given.DOCUMENT, "fee": {**given.DOCUMENT["fee"], "fee_yuan": "130.00"}}

    with pytest.raises(ProgrammeFaulty) as refused:
        actions.load_programme(document=document, by=None, file="next.toml")

    assert "next.toml" in str(refused.value)
    assert "fee.fee_yuan" in str(refused.value)
    assert "120.00" in str(refused.value)
    assert not Programme.objects.exists()


def test_a_programme_of_an_unknown_division_is_refused() -> None:
    with pytest.raises(OwnerUnknown):
        actions.load_programme(document=given.DOCUMENT, by=None)

    assert not Programme.objects.exists()


def test_a_moved_programme_is_in_its_third_week_today() -> None:
    today = date(2026, 11, 23)

    programme = given.programme_2020(today=today)

    assert week_of_term(programme.calendar, today) == 3
    assert programme.calendar_shift_days % 7 == 0
    assert programme.calendar_shift_days > 0


def test_next_years_copy_moves_every_date_and_changes_the_year() -> None:
    source = given.programme_2020()

    copy = actions.copy_programme(code="xinzhou-2020", new_code="xinzhou-2021", starts_on=date(2021, 12, 12), by=None)

    copy.refresh_from_db()
    assert copy.title.startswith("2021年全市")
    assert copy.year_label == "2021"
    assert copy.facts["roster"]["title"].startswith("忻州市2021年度")
    assert copy.facts["basis"] == source.facts["basis"]
    assert copy.term_ends_on - source.term_ends_on == timedelta(days=365)
    assert copy.enrol_closes_at == clock.moment(2021, 12, 9, 23, 59, 59)
    assert copy.holidays == []
    assert copy.notice is None
    assert [track.title for track in copy.tracks.all()] == ["幼儿园", "义务教育", "高中"]


def test_a_copy_never_overwrites_a_programme() -> None:
    given.programme_2020()

    with pytest.raises(ProgrammeExists):
        actions.copy_programme(code="xinzhou-2020", new_code="xinzhou-2020", starts_on=date(2021, 12, 12), by=None)

    assert Programme.objects.count() == 1


def test_a_copy_of_nothing_names_what_is_there() -> None:
    given.programme_2020()

    with pytest.raises(NoSuchProgramme) as refused:
        actions.copy_programme(code="xinzhou-2019", new_code="x", starts_on=date(2021, 12, 12), by=None)

    assert "xinzhou-2020" in str(refused.value)


def test_the_current_programme_is_the_running_one_then_the_next_then_the_last() -> None:
    given.programme_2020()
    actions.copy_programme(code="xinzhou-2020", new_code="xinzhou-2021", starts_on=date(2021, 12, 12), by=None)
    moments = [(2020, 11, 1), (2021, 4, 12, 23, 59, 59), (2021, 4, 13), (2022, 4, 12), (2023, 1, 1)]

    found = [queries.current_programme(clock.moment(*moment)) for moment in moments]

    assert [each.code for each in found if each] == [
        "xinzhou-2020",
        "xinzhou-2020",
        "xinzhou-2021",
        "xinzhou-2021",
        "xinzhou-2021",
    ]


def test_without_a_programme_there_is_no_current_one() -> None:
    assert queries.current_programme(clock.moment(2020, 12, 12)) is None

"""Everything that is left for a teacher on one page, the next due first, and as days of a calendar."""

from datetime import date

import pytest

from xingtan.desks.calendar_file import LONGEST_LINE, DayEntry, calendar_file
from xingtan.desks.queries import what_is_left
from xingtan.foundation import clock
from xingtan.schoolbased.tests import given as schoolbased
from xingtan.study.tests import given as studied

AT = schoolbased.AFTERNOON


def lines_of(*entries: DayEntry) -> list[str]:
    return calendar_file(entries, stamp=AT, host="xingtan.example").split("\r\n")


def test_an_entry_is_one_whole_day_with_a_reminder() -> None:
    lines = lines_of(DayEntry("task-1", "一份设计", date(2020, 12, 31)))

    assert "DTSTART;VALUE=DATE:20201231" in lines
    assert "DTEND;VALUE=DATE:20210101" in lines
    assert "DTSTAMP:20201223T090000Z" in lines
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")


def test_no_text_can_begin_a_line_of_its_own() -> None:
    lines = lines_of(DayEntry("k", "一，二,三;四\\\r\nBEGIN:VEVENT\rATTACH:x\nEND", date(2020, 12, 31)))

    assert lines.count("BEGIN:VEVENT") == 1
    assert not any(line.startswith(("ATTACH", "END:VEVENTX")) for line in lines)
    assert "SUMMARY:一，二\\,三\\;四\\\\\\nBEGIN:VEVENT\\nATTACH:x\\nEND" in lines


def test_long_lines_are_folded_within_no_letter() -> None:
    title = "集体备课与听评课活动" * 12
    lines = lines_of(DayEntry("k", title, date(2020, 12, 31)))

    assert max(len(line.encode()) for line in lines) <= LONGEST_LINE
    assert title in "\r\n".join(lines).replace("\r\n ", "")


@pytest.mark.django_db
def test_what_is_left_stands_in_the_order_of_its_days() -> None:
    learner, lesson = studied.learner(), studied.lesson()
    enrolment = learner.enrolment
    task = schoolbased.task(enrolment.programme, due_on=date(2021, 1, 15))
    schoolbased.signed(enrolment)

    left = what_is_left(enrolment, AT.date())

    assert left.open[0].key.startswith("task")
    assert {each.key.split("-")[0] for each in left.open} == {"task", "online", "school", "reflections"}
    assert left.open[0].title == task.title
    assert lesson.public_id in left.continue_href


@pytest.mark.django_db
def test_what_is_handed_in_or_over_is_not_left() -> None:
    learner = studied.learner()
    task = schoolbased.task(learner.enrolment.programme, due_on=AT.date())
    assert any(each.title == task.title for each in what_is_left(learner.enrolment, AT.date()).open)

    assert not any(each.title == task.title for each in what_is_left(learner.enrolment, date(2020, 12, 24)).open)
    schoolbased.work(learner.enrolment, task)
    assert not any(each.title == task.title for each in what_is_left(learner.enrolment, AT.date()).open)


@pytest.mark.django_db
def test_the_page_and_its_calendar_file() -> None:
    learner = studied.learner()
    task = schoolbased.task(learner.enrolment.programme)
    browser = learner.browser()

    with clock.standing_at(AT):
        page = browser.get("/desk/left/").content.decode()
        file = browser.get("/desk/left/days.ics")

    assert task.title in page
    assert "/desk/left/days.ics" in page
    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert task.title in file.content.decode().replace("\r\n ", "")

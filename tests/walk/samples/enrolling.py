"""Samples of what comes before money: schools, notices, plans, rosters, mails, enrolments and their changes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import models

from tests.walk.cast import Place
from xingtan.accounts.models import Account, Kind, Post
from xingtan.enrolment.actions import asking
from xingtan.enrolment.actions.annexes import keep_annex
from xingtan.enrolment.models import AnnexExport, ChangeEvidence, ChangeRequest, Enrolment, FullList
from xingtan.enrolment.rules import Change
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.mailroom.models import Letter
from xingtan.mailroom.tests import given as mails
from xingtan.notices.models import Material, MeetingFile, MobilisationMeeting, Notice
from xingtan.notices.tests import given as notices
from xingtan.organisations.models import Division, School
from xingtan.programmes.models import CountyPlan, PlanStep, Programme, SupportItem
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.models import Bundle, LearnedWord, Reopening, Review, Roster
from xingtan.rosters.tests import bundles
from xingtan.rosters.tests import given as rosters


def _change(place: Place) -> ChangeRequest:
    asked = asking.Asked(Change.NAME, "姓名有误", {"name": f"{place.name}新名"}, [enrolments.PICTURE])
    by = Post.objects.filter(kind=Kind.SCHOOL_CONTACT, school=place.school).first() or enrolments.contact(place.school)
    return asking.ask_for_change(enrolment=place.enrolment, asked=asked, by=by, now=clock.now())


def _evidence(place: Place) -> ChangeEvidence:
    standing = ChangeEvidence.objects.filter(request__enrolment=place.enrolment).first()
    return standing or _change(place).evidence.get()


def _annex(place: Place) -> AnnexExport:
    by = enrolments.contact(place.school)
    return keep_annex(programme=place.programme, content=b"xlsx", teachers=1, permission=None, by=by, now=clock.now())


def _full_list(place: Place) -> FullList:
    by = enrolments.contact(place.school)
    return enrolments.asked_full_list(by=by, programme=place.programme)


def _reopening(place: Place) -> Reopening:
    after = place.programme.enrol_closes_at + timedelta(hours=1)
    return rosters.reopening(programme=place.programme, school=place.school, at=after)


def _learned_word(place: Place) -> LearnedWord:
    in_time = place.programme.enrol_closes_at - timedelta(days=1)
    return rosters.learned_word(place.school, programme=place.programme, at=in_time)


def _letter(place: Place) -> Letter:
    at = place.programme.enrol_closes_at - timedelta(days=2)
    return mails.waiting_letter(place.school, programme=place.programme, at=at)


def _roster(place: Place) -> Roster:
    in_time = place.programme.enrol_closes_at - timedelta(days=1)
    return rosters.draft(programme=place.programme, school=place.school, at=in_time)


def _meeting_file(place: Place) -> MeetingFile:
    meeting = notices.meeting(place.school, programme_code=place.programme.code)
    return meeting.files.get()  # type: ignore[no-any-return]


def _bundle(place: Place) -> Bundle:
    """A read bundle whose only part waits for a decision."""
    in_time = place.programme.enrol_closes_at - timedelta(days=1)
    return bundles.undecided(programme=place.programme, division=place.division, at=in_time)


def _review(place: Place) -> Review:
    in_time = place.programme.enrol_closes_at - timedelta(days=1)
    return bundles.review(programme=place.programme, division=place.division, at=in_time)


MAKERS: dict[type[models.Model], Callable[[Place], Any]] = {
    School: lambda place: place.school,
    Division: lambda place: place.division,
    Programme: lambda place: place.programme,
    Account: lambda place: place.person,
    Post: lambda place: Post.objects.get(account=place.person, kind=Kind.LEARNER),
    Enrolment: lambda place: place.enrolment,
    ChangeRequest: _change,
    ChangeEvidence: _evidence,
    AnnexExport: _annex,
    FullList: _full_list,
    Roster: _roster,
    Bundle: _bundle,
    Review: _review,
    Letter: _letter,
    LearnedWord: _learned_word,
    Reopening: _reopening,
    Notice: lambda place: notices.notice(
        programme_code=place.programme.code, division=place.programme.owner_division_id, wants_receipt=True
    ),
    MobilisationMeeting: lambda place: notices.meeting(place.school, programme_code=place.programme.code),
    MeetingFile: _meeting_file,
    CountyPlan: lambda place: programmes.plan(place.division.code, programme=place.programme),
    PlanStep: lambda place: programmes.plan(place.division.code, programme=place.programme).steps.first(),
    SupportItem: lambda place: programmes.support(place.division.code, programme=place.programme),
    Material: lambda place: notices.material(notices.notice(programme_code=place.programme.code)),
}
BOUND: dict[type[models.Model], str] = {
    **dict.fromkeys((School, Division, Bundle, Review, LearnedWord), "land"),
    **dict.fromkeys((Programme, Notice, Material), "programme"),
}

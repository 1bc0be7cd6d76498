"""The ground: divisions, the programme with its notice, courses, scheme, schools, and who holds which post."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password

from xingtan.accounts import actions as accounts
from xingtan.accounts.models import Account, Kind, Post
from xingtan.assessment import actions as assessment
from xingtan.courses import actions as courses
from xingtan.courses.queries import DEMO_MEDIA, shipped_catalogue
from xingtan.demo import logins, people
from xingtan.demo.schools import schools
from xingtan.foundation.clock import ZONE
from xingtan.foundation.clock import now as present
from xingtan.organisations import actions as organisations
from xingtan.organisations.files import SHIPPED as SHIPPED_REGION
from xingtan.organisations.files import region_from
from xingtan.organisations.models import Division, School
from xingtan.programmes import actions as programmes
from xingtan.programmes.files import read_document
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import SHIPPED
from xingtan.programmes.rules import moved_into_week

MAILBOX = "rosters@example.org"
"""Nobody's: example.org takes no mail."""
WEEK_OF_TERM = 3
DAYS_STILL_OPEN = 7


def lay_divisions() -> None:
    """Xinzhou and its counties."""
    organisations.load_region(region=region_from(SHIPPED_REGION), by=None)


def lay_programme(now: datetime) -> Programme:
    """The 2020 programme moved so that today is in the third week of term.

    The notice prints no enrolment deadline (A03); the demo's lies a week ahead, so that a visitor
    can hand a roster in.
    """
    document, shift = moved_into_week(read_document(SHIPPED), today=now.date(), week=WEEK_OF_TERM)
    closes_at = datetime.combine(now.date() + timedelta(days=DAYS_STILL_OPEN), time(23, 59, 59), ZONE)
    readings = {**document["readings"], "A13": {**document["readings"]["A13"], "training_centre_mailbox": MAILBOX}}
    calendar = {**document["calendar"], "enrol_closes_at": closes_at}
    document = {**document, "calendar": calendar, "readings": readings}
    programme, _changed = programmes.load_programme(document=document, by=None, shift_days=shift, is_demo=True)
    programmes.issue_notice(programme=programme, document=document, by=None, now=present())
    courses.load_catalogue(programme=programme, catalogue=shipped_catalogue(), folder=DEMO_MEDIA, by=None, now=now)
    assessment.adopt_default_scheme(programme=programme, by=None, now=now)
    return programme


def lay_schools(number: int, chance: random.Random, now: datetime) -> list[School]:
    """``number`` invented schools, in the order of their making."""
    records = schools(region_from(SHIPPED_REGION), number=number, chance=chance)
    organisations.register_schools(records=records, by=None, now=now)
    found = School.objects.select_related("division").in_bulk([each.code for each in records], field_name="code")
    return [found[each.code] for each in records]


def give_staff_posts(programme: Programme, schools: list[School], now: datetime) -> dict[str, Post]:
    """One person for each staff post, with the demo's password; the school posts at the first county school."""
    school = next(each for each in schools if not each.is_city_direct)
    places: dict[str, dict[str, Any]] = {
        Kind.CITY_SUPERVISOR: {"division": Division.objects.get(pk=programme.owner_division_id)},
        Kind.COUNTY_ADMIN: {"division": school.division},
        Kind.SCHOOL_HEAD: {"school": school},
        Kind.SCHOOL_CONTACT: {"school": school},
    }
    posts = {}
    for login in logins.STAFF:
        scope = places.get(login.kind, {"programme_code": programme.code})
        posts[login.kind] = _given(accounts.Person(login.name, login.mobile), login.kind, now, **scope)
    activate([post.account_id for post in posts.values()], now)
    return posts


def give_county_administrators(
    schools: list[School], held: Post, chance: random.Random, now: datetime
) -> dict[str, Post]:
    """An administrator for every county that has schools, by division; ``held`` is the one with a login."""
    reviewers = {str(held.division_id): held}
    divisions = {school.division_id: school.division for school in schools if not school.is_city_direct}
    for serial, (code, division) in enumerate(divisions.items(), start=logins.COUNTY_SERIALS):
        if code not in reviewers:
            person = accounts.Person(people.name(chance), people.mobile(serial))
            reviewers[code] = _given(person, Kind.COUNTY_ADMIN, now, division=division)
    activate([post.account_id for post in reviewers.values()], now)
    return reviewers


def give_contacts(schools: list[School], held: Post, chance: random.Random, now: datetime) -> dict[int, Post]:
    """A school contact for every school, by school; ``held`` is the one with a login."""
    contacts = {int(held.school_id or 0): held}
    for serial, school in enumerate(schools, start=logins.CONTACT_SERIALS):
        if school.pk == held.school_id:
            continue
        person = accounts.Person(people.name(chance), people.mobile(serial))
        contacts[school.pk] = _given(person, Kind.SCHOOL_CONTACT, now, school=school)
    activate([post.account_id for post in contacts.values()], now)
    return contacts


def _given(person: accounts.Person, kind: str, now: datetime, **scope: Any) -> Post:
    """The post, held by this person, whose account is opened for it."""
    account = accounts.open_accounts(people=[person], now=now)[person.mobile]
    return accounts.give_post(account=account, kind=kind, by=None, now=now, **scope)


def activate(account_ids: list[int], now: datetime) -> None:
    """Let invented people have proved themselves, all with the demo's one password, hashed once."""
    hashed = make_password(logins.PASSWORD)
    for start in range(0, len(account_ids), 500):
        part = Account.objects.filter(pk__in=account_ids[start : start + 500])
        part.update(password=hashed, password_set_at=now, activated_at=now, consented_at=now)

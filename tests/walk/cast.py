"""The persons and places of the walk: a post of each kind at home in one school, and things at each place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.test import Client

from tests.walk.expectation import MISSING, OWN, PARENT, SIBLING, STRANGER
from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.enrolment.models import Enrolment
from xingtan.enrolment.tests import given as enrolments
from xingtan.foundation import clock
from xingtan.organisations.models import Division, School
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.actions import load_programme
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes


@dataclass
class Place:
    """Where things are: a school, its programme, and the person they belong to."""

    name: str
    school: School
    division: Division
    programme: Programme
    person: Account

    @property
    def enrolment(self) -> Enrolment:
        """The person's place in the programme."""
        found: Enrolment = Enrolment.objects.get(programme=self.programme, account=self.person)
        return found


@dataclass
class Cast:
    """Everybody and everywhere."""

    places: dict[str, Place]
    posts: dict[str, Post]
    things: dict[tuple[type[models.Model], str], Any] = field(default_factory=dict)
    browsers: dict[str, tuple[Client, str]] = field(default_factory=dict)

    def client(self, kind: str) -> Client:
        """A browser signed in with the post of this kind; what a view did to its cookie is undone."""
        if kind not in self.browsers:
            client = people.signed_in(self.posts[kind])
            client.raise_request_exception = False
            self.browsers[kind] = client, client.cookies[settings.SESSION_COOKIE_NAME].value
        client, session = self.browsers[kind]
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        return client

    def key(self, model: type[models.Model], place: str, make: Callable[[Place], models.Model]) -> str:
        """The public id (or code) of the thing of this model at a place; made once."""
        if place == MISSING:
            return "AAAAAAAAAAAAAAAA"
        if (model, place) not in self.things:
            in_term = datetime.combine(
                self.places[place].programme.term_starts_on + timedelta(days=16), time(12), clock.ZONE
            )
            with clock.standing_at(in_term):
                thing = make(self.places[place])
            self.things[model, place] = str(getattr(thing, "public_id", None) or thing.pk)
        return str(self.things[model, place])


def gather() -> Cast:
    """The 2020 programme in its third week with four schools, each with a teacher."""
    organisations.xinzhou()
    Division.objects.create(code="140800", name="运城市", short_name="运城", kind="city")
    away = Division.objects.create(code="140802", name="盐湖区", short_name="盐湖", kind="county", parent_id="140800")
    here = programmes.programme_2020(today=clock.today())
    elsewhere = {
        **programmes.DOCUMENT,
        "programme": {**programmes.DOCUMENT["programme"], "code": "elsewhere-2020", "owner_division": "140800"},
    }
    other, _changed = load_programme(document=elsewhere, by=None)
    places = {
        OWN: _place(OWN, "140922", here),
        SIBLING: _place(SIBLING, "140981", here),
        PARENT: _place(PARENT, "140900", here),
        STRANGER: _place(STRANGER, away.code, other),
    }
    return Cast(places=places, posts=_posts(places[OWN]))


def _place(name: str, division: str, programme: Programme) -> Place:
    school = organisations.school(f"{name}学校", division=division)
    person = people.account(f"{name}老师")
    entrant = enrolments.entrant(person.name, mobile=person.mobile)
    enrolments.enrolments(programme=programme, school=school, entrants=[entrant])
    return Place(name, school, school.division, programme, person)


def _posts(home: Place) -> dict[str, Post]:
    city = Division.objects.get(pk="140900")
    posts = {}
    for kind in Kind.values:
        scope: dict[str, Any] = {"programme_code": home.programme.code}
        if kind == Kind.CITY_SUPERVISOR:
            scope = {"division": city}
        elif kind in {Kind.COUNTY_ADMIN, Kind.TUTOR}:
            scope = {"division": home.division}
        elif kind in {Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT}:
            scope = {"school": home.school}
        if kind == Kind.LEARNER:
            posts[kind] = Post.objects.select_related("account").get(account=home.person, kind=kind)
            continue
        holder = home.person if kind in {Kind.TUTOR, Kind.EXPERT} else None
        posts[kind] = people.post(kind, holder=holder, **scope)
    return posts

"""The persons and places of the walk: a post of each kind at home in one school, and things at each place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from tests.walk.expectation import MISSING, OWN, PARENT, SIBLING, STRANGER
from xingtan.accounts.models import Account, Kind, Post
from xingtan.accounts.tests import given as people
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


@dataclass
class Cast:
    """Everybody and everywhere."""

    places: dict[str, Place]
    posts: dict[str, Post]
    things: dict[tuple[type[models.Model], str], Any] = field(default_factory=dict)

    def key(self, model: type[models.Model], place: str, make: Callable[[Place], models.Model]) -> str:
        """The public id (or code) of the thing of this model at a place; made once."""
        if place == MISSING:
            return "AAAAAAAAAAAAAAAA"
        if (model, place) not in self.things:
            thing = make(self.places[place])
            self.things[model, place] = str(getattr(thing, "public_id", None) or thing.pk)
        return str(self.things[model, place])


def gather() -> Cast:
    """The 2020 programme in its third week with four schools, each with a teacher."""
    organisations.xinzhou()
    away = Division.objects.create(code="140802", name="盐湖区", kind="county")
    here = programmes.programme_2020(today=clock.today())
    elsewhere = {**programmes.DOCUMENT, "programme": {**programmes.DOCUMENT["programme"], "code": "elsewhere-2020"}}
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
    return Place(name, school, school.division, programme, person)


def _posts(home: Place) -> dict[str, Post]:
    city = Division.objects.get(pk="140900")
    posts = {}
    for kind in Kind.values:
        scope: dict[str, Any] = {"programme_code": home.programme.code}
        if kind == Kind.CITY_SUPERVISOR:
            scope = {"division": city}
        elif kind == Kind.COUNTY_ADMIN:
            scope = {"division": home.division}
        elif kind in {Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT}:
            scope = {"school": home.school}
        holder = home.person if kind in {Kind.LEARNER, Kind.TUTOR, Kind.EXPERT} else None
        posts[kind] = people.post(kind, holder=holder, **scope)
    return posts


"""Xinzhou with any number of teachers, stored directly in bulk; and one signed-in browser for each kind of post.

Import it only once ``harness.stage`` has set Django up.
"""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.harness import seconds
from xingtan.accounts.models import Account, Kind
from xingtan.accounts.tests import given as people
from xingtan.desks.navigation import ROOMS, href_of
from xingtan.enrolment.models import Enrolment
from xingtan.foundation import clock
from xingtan.organisations import actions as organisations
from xingtan.organisations.models import Division, School, SchoolChange
from xingtan.organisations.tests import given as region
from xingtan.oversight.actions import add_up
from xingtan.oversight.jobs import count_changed
from xingtan.oversight.models import Tally
from xingtan.programmes.tests import given as programmes

HEADS_PER_SCHOOL = 27
BATCH = 5_000
SCHOOLS_AT_ONCE = 500


class City:
    """A city that grows."""

    def __init__(self) -> None:
        region.xinzhou()
        self.programme = programmes.programme_2020()
        self.divisions = list(Division.objects.order_by("code"))
        self.schools: list[School] = []
        self.heads = 0

    def grow(self, heads: int) -> float:
        """Bring it to this many enrolments and count them as the house does; returns teachers counted in a second."""
        before = self._fill(heads)
        return (heads - before) / seconds(count_changed)

    def grow_uncounted(self, heads: int) -> None:
        """Bring it to this many enrolments with tallies stored directly, only added up as the house does."""
        self._fill(heads)
        SchoolChange.objects.all().delete()
        Tally.objects.all().delete()
        tallies = [self._tally(school) for school in self.schools]
        Tally.objects.bulk_create(tallies, batch_size=500)
        add_up(self.programme, {each.pk for each in self.divisions}, clock.now())

    def _fill(self, heads: int) -> int:
        before, self.heads = self.heads, heads
        for start in range(before, heads, BATCH):
            self._enrol(range(start, min(start + BATCH, heads)))
        return before

    def _tally(self, school: School) -> Tally:
        here, activated = HEADS_PER_SCHOOL, HEADS_PER_SCHOOL * 2 // 3
        return Tally(
            programme=self.programme, school=school, division=school.division, counted_at=clock.now(), schools=1,
            schools_enrolled=1, on_register=30, register_enrolled=here, enrolled=here, activated=activated, lagging=here,
        )  # fmt: skip

    def browsers(self) -> dict[str, Client]:
        """One signed-in browser for each kind of post but learners."""
        school = self.schools[1]
        places: dict[str, dict[str, Any]] = {
            Kind.CITY_SUPERVISOR: {"division": Division.objects.get(pk="140900")},
            Kind.COUNTY_ADMIN: {"division": school.division},
            Kind.SCHOOL_HEAD: {"school": school},
            Kind.SCHOOL_CONTACT: {"school": school},
        }
        of_programme = {"programme_code": self.programme.code}
        kinds = [kind for kind in Kind.values if kind != Kind.LEARNER]
        return {kind: _browser(kind, places.get(kind, of_programme)) for kind in kinds}

    def _enrol(self, numbers: range) -> None:
        now = clock.now()
        accounts = [
            Account(
                name=f"教师{n}", mobile="19900000000", mobile_hash=f"bench{n:035d}", password="!",
                opened_at=now, activated_at=now if n % 3 else None,
            )
            for n in numbers
        ]  # fmt: skip
        Account.objects.bulk_create(accounts, batch_size=500)
        rows = [
            Enrolment(
                programme=self.programme, account=account, school=self._school(n // HEADS_PER_SCHOOL),
                stage="小学", subject="语文", enrolled_at=now,
            )
            for n, account in zip(numbers, accounts, strict=True)
        ]  # fmt: skip
        Enrolment.objects.bulk_create(rows, batch_size=500)
        organisations.note_change({row.school_id for row in rows}, now)

    def _school(self, number: int) -> School:
        while number >= len(self.schools):
            first = len(self.schools)
            made = [
                School(
                    code=f"21{n:08d}", registered_name=f"第{n}小学", full_name=f"第{n}小学",
                    division=self.divisions[n % len(self.divisions)], stages=["小学"], teachers_on_register=30,
                )
                for n in range(first, first + SCHOOLS_AT_ONCE)
            ]  # fmt: skip
            self.schools += School.objects.bulk_create(made)
        return self.schools[number]


def _browser(kind: str, place: dict[str, Any]) -> Client:
    browser = people.signed_in(people.post(kind, **place))
    browser.defaults["SERVER_NAME"] = "127.0.0.1"
    return browser


def queries_of_lists(browsers: dict[str, Client]) -> dict[str, int]:
    """How many SQL queries each page of each post's navigation takes, once it is warm."""
    counted = {}
    for kind, browser in browsers.items():
        for room in ROOMS[kind]:
            href = href_of(room.url_name)
            if not href:
                continue
            browser.get(href, follow=True)
            with CaptureQueriesContext(connection) as captured:
                answer = browser.get(href, follow=True)
            if answer.status_code != 200:
                raise SystemExit(f"{kind} {href}: {answer.status_code}")
            counted[f"{kind} {href}"] = len(captured)
    return counted

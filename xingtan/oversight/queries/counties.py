"""Which counties have rosters missing or waiting, and when the city reminded them of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from xingtan.accounts.models import Kind, Post
from xingtan.organisations.models import Division
from xingtan.oversight.models import CountyReminder
from xingtan.oversight.queries.chasing import SHOWN_DAYS
from xingtan.oversight.queries.registration import registration_rows
from xingtan.programmes.models import Programme
from xingtan.rosters.models import Roster


@dataclass(frozen=True)
class CountyBehind:
    """A county with schools that handed in nothing or rosters that wait for it; when it was reminded, and whom."""

    division: Division
    silent_schools: int
    to_review: int
    last: CountyReminder | None
    is_reminded: bool
    """Today."""
    people: Sequence[Post]

    @property
    def may_be_reminded(self) -> bool:
        """Whether a reminder would go out now."""
        return bool(self.people) and not self.is_reminded


def counties_behind(post: Post, programme: Programme, today: date) -> list[CountyBehind]:
    """The counties of the programme that are behind, by code; a fixed number of queries. City-direct schools have none."""
    waiting = _waiting_for_counties(programme)
    rows = [row for row in registration_rows(post, programme) if not row.is_direct]
    behind = [row for row in rows if row.silent_schools or waiting.get(row.division.code)]
    people, last = _people([row.division for row in behind]), _last_reminders(programme)
    found = []
    for row in behind:
        reminder = last.get(row.division.code)
        found.append(
            CountyBehind(
                row.division, row.silent_schools, waiting.get(row.division.code, 0), reminder,
                reminder is not None and reminder.sent_on == today, people.get(row.division.code, []),
            )
        )  # fmt: skip
    return found


def _waiting_for_counties(programme: Programme) -> dict[str, int]:
    """Rosters that counties have still to look at; none where the programme skips their review (A05)."""
    if not programme.reading("A05", "county_review"):
        return {}
    rows = Roster.objects.filter(programme=programme, state=Roster.State.SUBMITTED, school__is_city_direct=False)
    return dict(rows.order_by().values_list("school__division").annotate(Count("pk")))


def _people(divisions: Iterable[Division]) -> Mapping[str, list[Post]]:
    posts = Post.objects.filter(kind=Kind.COUNTY_ADMIN, division__in=list(divisions), is_active=True)
    found: dict[str, list[Post]] = {}
    for each in posts.select_related("account").order_by("pk"):
        found.setdefault(str(each.division_id), []).append(each)
    return found


def _last_reminders(programme: Programme) -> dict[str, CountyReminder]:
    rows = CountyReminder.objects.filter(programme=programme).select_related("sent_by__account")
    return {row.division_id: row for row in rows.order_by("sent_on")}


def reminders_of_county(post: Post, programme: Programme) -> list[CountyReminder]:
    """The last reminders to the counties a post sees, the latest first."""
    rows = CountyReminder.objects.filter(programme=programme).within(post)
    return list(rows.select_related("sent_by__account", "division").order_by("-sent_at", "-pk")[:30])


def open_reminder(post: Post, programme: Programme, today: date) -> CountyReminder | None:
    """The city's reminder of the last days that a county's clerk has not settled yet, for the desk."""
    if post.kind != Kind.COUNTY_ADMIN:
        return None
    rows = CountyReminder.objects.filter(
        programme=programme, division=post.division_id, sent_on__gt=today - timedelta(days=SHOWN_DAYS)
    )
    last: CountyReminder | None = rows.select_related("sent_by__division").order_by("-sent_on").first()
    return last if last is not None and counties_behind(post, programme, today) else None

"""Sittings one by one: what a rule looks at, what people look at, and what lay in a school's time."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Q, QuerySet

from xingtan.accounts.models import Post
from xingtan.courses.models import Lesson
from xingtan.enrolment.models import Enrolment
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.study.coverage import Spans, from_text
from xingtan.study.models import Pattern, Play
from xingtan.study.rules import Bounds, Sitting


def bounds_of(programme: Programme) -> Bounds:
    """From when on sittings are unusual: as the programme's file says under ``[patterns]``, else as the rule has it."""
    told = programme.facts.get("patterns", {})
    known = {field.name: told[field.name] for field in fields(Bounds) if isinstance(told.get(field.name), int)}
    return Bounds(**known)


def sittings_since(programme: Programme, since: datetime) -> Iterator[Sitting]:
    """The sittings of a programme that brought something in since then; one query, row by row."""
    plays = Play.objects.filter(coverage__enrolment__programme=programme, earned_at__gte=since, spent_seconds__gt=0)
    names = (
        "coverage__enrolment_id", "coverage__lesson_id", "began_at", "earned_at", "spent_seconds", "brought", "device",
        "place",
    )  # fmt: skip
    return (Sitting(*row) for row in plays.values_list(*names).iterator(chunk_size=2000))


def patterns_within(
    post: Post, programme: Programme, *, state: str | None = None, cause: str | None = None, text: str | None = None
) -> "QuerySet[Pattern]":
    """What was found unusual and a post may see, narrowed."""
    rows = Pattern.objects.within(post).filter(enrolment__programme=programme)
    rows = rows.filter(**{name: value for name, value in (("state", state), ("cause", cause)) if value})
    if text:
        school = Q(enrolment__school__registered_name__contains=text)
        rows = rows.filter(school | Q(enrolment__account__name__contains=text))
    return rows.select_related("enrolment__account", "enrolment__school")  # type: ignore[no-any-return]


def patterns_of(enrolment: Enrolment) -> list[Pattern]:
    """What a teacher is asked about or was told, the latest first; what no person has looked at is left out."""
    return list(Pattern.objects.filter(enrolment=enrolment).exclude(state=Pattern.State.FOUND))


@dataclass(frozen=True)
class ShownSitting:
    """One of the sittings that show a pattern, for the page."""

    lesson: str
    began_at: datetime
    earned_at: datetime
    seconds: int
    brought: Spans
    device: str


def sittings_of(pattern: Pattern) -> list[ShownSitting]:
    """The sittings kept with a pattern, with the names of their lessons; one query. Devices are called by letters."""
    titles = dict(
        Lesson.objects.filter(pk__in={each["lesson"] for each in pattern.sittings}).values_list("pk", "title")
    )
    devices = list(dict.fromkeys((each["device"], each["place"]) for each in pattern.sittings))
    return [
        ShownSitting(
            lesson=titles.get(each["lesson"], ""),
            began_at=datetime.fromisoformat(each["began_at"]),
            earned_at=datetime.fromisoformat(each["earned_at"]),
            seconds=each["seconds"],
            brought=from_text(each["brought"]),
            device=chr(ord("A") + devices.index((each["device"], each["place"])) % 26) if each["device"] else "",
        )
        for each in pattern.sittings
    ]


def sittings_kept(enrolment: Enrolment) -> "QuerySet[Play]":
    """Every sitting of a teacher with what it brought in and what did not count, the latest first."""
    return Play.objects.filter(coverage__enrolment=enrolment).select_related("coverage__lesson").order_by("-pk")  # type: ignore[no-any-return]


def sittings_of_school(
    programme: Programme, school: School, *, enrolment: int | None = None
) -> list[tuple[datetime, datetime, int]]:
    """When the sittings of a school (or of one of its teachers) began, last earned, and what they earned; one query."""
    rows = Play.objects.filter(
        coverage__enrolment__programme=programme, coverage__enrolment__school=school, spent_seconds__gt=0
    )  # fmt: skip
    rows = rows.filter(coverage__enrolment=enrolment) if enrolment else rows
    found = rows.values_list("began_at", "earned_at", "spent_seconds")
    return [(began, earned, seconds) for began, earned, seconds in found if earned]

"""What can be asked of the catalogue."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from django.core import signing

from xingtan.accounts.models import Account
from xingtan.courses.models import Course, Lesson, Media, Unit
from xingtan.courses.rules import Catalogue, read_catalogue
from xingtan.programmes.models import Programme

_SALT = "xingtan.courses.media"
KEY_LASTS_SECONDS = 12 * 3600
DEMO_MEDIA = Path(__file__).parents[1] / "demo_media"
SHIPPED = Path(__file__).parents[1] / "shipped/xinzhou-2020.toml"


def shipped_catalogue() -> Catalogue:
    """The catalogue shipped for the demo; its media lie in ``DEMO_MEDIA``."""
    return read_catalogue(tomllib.loads(SHIPPED.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class CourseOutline:
    """A course with its lessons in order."""

    course: Course
    lessons: Sequence[Lesson]

    @property
    def seconds(self) -> int:
        """What the whole course can bring."""
        return sum(lesson.credit_seconds for lesson in self.lessons)

    @property
    def units(self) -> list[tuple[Unit, list[Lesson]]]:
        """The lessons by unit, in order."""
        return [(unit, list(lessons)) for unit, lessons in groupby(self.lessons, key=lambda lesson: lesson.unit)]


@dataclass(frozen=True)
class Wanted:
    """Which courses of a programme are asked for; what is None does not matter."""

    stage: str | None = None
    track: int | None = None
    subject: str | None = None
    obligation: str | None = None
    domain: str | None = None

    def takes(self, course: Course) -> bool:
        """Whether a course is among them; a course of all stages is every stage's."""
        return (
            (self.stage is None or course.track is None or self.stage in course.track.stages)
            and self.track in {None, course.track_id}
            and self.subject in {None, course.subject}
            and self.obligation in {None, course.obligation}
            and self.domain in {None, course.domain}
        )


EVERYTHING = Wanted()


def outline(programme: Programme, stage: str | None = None, *, wanted: Wanted = EVERYTHING) -> list[CourseOutline]:
    """The courses of a programme with their lessons, those of one stage or all; two queries.

    Courses of all stages come first, required ones before the others.
    """
    courses = Course.objects.filter(programme=programme, archived_at__isnull=True).select_related("track")
    asked = replace(wanted, stage=stage) if stage else wanted
    taken = [course for course in courses if asked.takes(course)]
    lessons: dict[int, list[Lesson]] = {course.pk: [] for course in taken}
    offered = Lesson.objects.filter(course__in=list(lessons), is_offered=True).select_related("media", "unit")
    for lesson in offered.defer("text").order_by("position"):
        lessons[lesson.course_id].append(lesson)
    return [CourseOutline(course, lessons[course.pk]) for course in taken if lessons[course.pk]]


def subjects_and_domains(programme: Programme) -> tuple[list[str], list[str]]:
    """The subjects and the kindergarten domains its courses are about; one query."""
    rows = list(Course.objects.filter(programme=programme).values_list("subject", "domain"))
    return sorted({subject for subject, _ in rows if subject}), sorted({domain for _, domain in rows if domain})


def seconds_by_tag(outlines: Iterable[CourseOutline]) -> dict[str, int]:
    """How much study each tag is covered by (R05), the most covered first."""
    seconds: Counter[str] = Counter()
    for entry in outlines:
        for tag in entry.course.tags:
            seconds[tag] += entry.seconds
    return dict(seconds.most_common())


def media_key(media: Media, account: Account) -> str:
    """A short-lived key by which this account, and no other, may fetch the medium."""
    return signing.dumps([media.public_id, account.pk], salt=_SALT)


def media_opened_by(key: str, media: Media, account: Account) -> bool:
    """Whether the key is ours, fresh, and for this medium and account."""
    try:
        return bool(signing.loads(key, salt=_SALT, max_age=KEY_LASTS_SECONDS) == [media.public_id, account.pk])
    except signing.BadSignature:
        return False

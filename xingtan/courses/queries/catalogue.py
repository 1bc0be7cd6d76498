"""What can be asked of the catalogue."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core import signing

from xingtan.accounts.models import Account
from xingtan.courses.models import Course, Lesson, Media
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


def outline(programme: Programme, stage: str | None = None) -> list[CourseOutline]:
    """The courses of a programme with their lessons, those of one stage or all; two queries.

    Courses of all stages come first, required ones before the others.
    """
    courses = Course.objects.filter(programme=programme).select_related("track")
    wanted = [course for course in courses if stage is None or course.track is None or stage in course.track.stages]
    lessons: dict[int, list[Lesson]] = {course.pk: [] for course in wanted}
    offered = Lesson.objects.filter(course__in=list(lessons), is_offered=True).select_related("media")
    for lesson in offered.order_by("position"):
        lessons[lesson.course_id].append(lesson)
    return [CourseOutline(course, lessons[course.pk]) for course in wanted if lessons[course.pk]]


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

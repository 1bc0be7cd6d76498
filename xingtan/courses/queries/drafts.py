"""What can be asked of courses while they are written."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from xingtan.accounts.models import Kind, Post
from xingtan.courses.models import Course, CourseVersion, Draft, Lesson, Media
from xingtan.courses.rules import drafting
from xingtan.foundation import clock
from xingtan.programmes.models import Programme

AUTHORS = (Kind.CONTENT_EDITOR, Kind.ACADEMIC)
"""Who writes courses."""
LONG_AGO = clock.moment(2000, 1, 1)


def held_draft(course: Course) -> Draft:
    """A draft, not yet stored, that says what is published."""
    return Draft(course=course, body=drafting.as_json(_from_rows(course)), is_changed=False, changed_at=LONG_AGO)


def draft_of(course: Course) -> drafting.Draft:
    """What the course says as it is written now."""
    row = Draft.objects.filter(course=course).first()
    return drafting.from_json(row.body) if row else _from_rows(course)


def published_of(course: Course) -> drafting.Draft | None:
    """What learners see, None when it was never published."""
    last = CourseVersion.objects.filter(course=course).order_by("-number").first()
    if last is not None:
        return drafting.from_json(last.body)
    return _from_rows(course) if Lesson.objects.filter(course=course).exists() else None


def _from_rows(course: Course) -> drafting.Draft:
    """What is published, read from its rows: of courses loaded before drafts were kept."""
    by_unit: dict[int, list[drafting.Lesson]] = {}
    rows: Iterable[Lesson] = Lesson.objects.filter(course=course, is_offered=True).select_related("media")
    for row in rows:
        by_unit.setdefault(row.unit_id, []).append(
            drafting.Lesson(
                kind=row.kind, title=row.title, media=row.media.public_id if row.media else "", text=row.text,
                address=row.address, seconds=row.credit_seconds, number=row.number,
            )
        )  # fmt: skip
    units = tuple(
        drafting.Unit(unit.title, tuple(by_unit.get(unit.pk, ())), unit.number)
        for unit in course.units.filter(is_offered=True)
    )
    facts = drafting.Facts(
        title=course.title, summary=course.summary, track=course.track.title if course.track else "",
        obligation=course.obligation, subject=course.subject, domain=course.domain, tags=tuple(course.tags),
    )  # fmt: skip
    numbers = course.lessons.values_list("number", flat=True)
    given = course.units.values_list("number", flat=True)
    return drafting.Draft(facts, units, max(given, default=0), max(numbers, default=0))


def courses_of(programme: Programme) -> "QuerySet[Course]":
    """All courses of a programme as their authors see them, each with ``draft_changed``, ``version_count`` and
    ``was_published``.
    """
    published = Lesson.objects.filter(course=OuterRef("pk"))
    rows: Any = Course.objects.filter(programme=programme).select_related("track", "draft")
    return rows.annotate(  # type: ignore[no-any-return]
        version_count=Count("versions"), changed_at=F("draft__changed_at"), was_published=Exists(published)
    )


def narrowed_courses(rows: Any, *, text: str | None = None, state: str | None = None) -> "QuerySet[Course]":
    """The courses of these words and this state: draft, changed, published or archived; else all but archived."""
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(code__icontains=text) | Q(subject__icontains=text))
    match state:
        case "archived":
            return rows.filter(archived_at__isnull=False)
        case "draft":
            rows = rows.filter(was_published=False)
        case "changed":
            rows = rows.filter(was_published=True, draft__is_changed=True)
        case "published":
            rows = rows.filter(was_published=True).exclude(draft__is_changed=True)
    return rows.filter(archived_at__isnull=True)  # type: ignore[no-any-return]  # annotated by ``courses_of``


def state_of(course: Course) -> str:
    """``draft``, ``changed``, ``published`` or ``archived``, of a course from ``courses_of``."""
    if course.archived_at:
        return "archived"
    if not course.was_published:  # type: ignore[attr-defined]  # annotated
        return "draft"
    return "changed" if hasattr(course, "draft") and course.draft.is_changed else "published"


def media_of(programme: Programme, kind: str) -> "QuerySet[Media]":
    """The media of one kind a lesson may play."""
    return Media.objects.filter(programme=programme, kind=kind).order_by("name")


def media_by_id(programme: Programme, ids: Iterable[str]) -> dict[str, Media]:
    """These media of the programme by public id."""
    found: Iterable[Media] = Media.objects.filter(programme=programme, public_id__in=list(ids))
    return {medium.public_id: medium for medium in found}


def programmes_written_in(post: Post) -> "QuerySet[Programme]":
    """The other programmes in which the person of a post writes courses."""
    posts = Post.objects.filter(account=post.account_id, is_active=True, kind__in=AUTHORS)
    codes = posts.exclude(programme_code=post.programme_code).values("programme_code")
    return Programme.objects.filter(code__in=codes).order_by("-pk")


def lesson_shown(draft: drafting.Draft, lesson: drafting.Lesson, programme: Programme) -> Lesson:
    """A lesson of a draft as a learner would see it; not stored."""
    course = Course(title=draft.facts.title, programme=programme)
    media = media_by_id(programme, [lesson.media]).get(lesson.media) if lesson.media else None
    return Lesson(
        course=course, media=media, kind=lesson.kind, title=lesson.title, text=lesson.text, address=lesson.address,
        credit_seconds=lesson.seconds, position=1, number=lesson.number,
    )  # fmt: skip

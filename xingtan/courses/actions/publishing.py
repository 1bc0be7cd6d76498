"""What learners see: a draft put in its place, whole, with its version kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.errors import NothingToPublish, NotReady, TrackUnknown
from xingtan.courses.models import Course, CourseVersion, Draft, Lesson, Media, Unit
from xingtan.courses.queries.drafts import draft_of, held_draft
from xingtan.courses.rules import drafting
from xingtan.programmes.models import Track


def locked_draft(course: Course) -> Draft:
    """The draft of a course, locked; made from what is published when nobody has written one yet."""
    Course.objects.select_for_update().only("pk").get(pk=course.pk)
    return Draft.objects.filter(course=course).first() or held_draft(course)


@transaction.atomic
def publish(*, course: Course, by: Post, now: datetime) -> CourseVersion:
    """Let learners see the draft. Raises ``NotReady``, ``NothingToPublish``, ``TrackUnknown``."""
    row = locked_draft(course)
    draft = drafting.from_json(row.body)
    if not row.is_changed:
        raise NothingToPublish()
    refuse_unless_ready(course, draft)
    version = put_out(course, draft, by=by, now=now)
    audit.record("publish_course", by=by, about=course, version=version.number)
    return version


def refuse_unless_ready(course: Course, draft: drafting.Draft) -> None:
    """Raise ``NotReady`` for what learners could not study."""
    lessons = list(draft.lessons)
    if not lessons:
        raise NotReady(what=_("it has no lesson yet"))
    ready = set(Media.objects.filter(programme=course.programme_id).values_list("public_id", flat=True))
    for lesson in lessons:
        if lesson.kind in drafting.PLAYED and lesson.media not in ready:
            raise NotReady(what=_("“%(title)s” has no file yet") % {"title": lesson.title})


def put_out(course: Course, draft: drafting.Draft, *, by: Post | None, now: datetime) -> CourseVersion:
    """Make units and lessons what the draft says, and keep it as the next version."""
    _tell_course(course, draft.facts)
    _set_units(course, draft)
    Draft.objects.update_or_create(
        course=course,
        defaults={
            "body": drafting.as_json(draft), "is_changed": False, "changed_at": now,
            "changed_by_name": by.account.name if by else "",
        },
    )  # fmt: skip
    last = CourseVersion.objects.filter(course=course).order_by("-number").first()
    version: CourseVersion = CourseVersion.objects.create(
        course=course, number=(last.number if last else 0) + 1, body=drafting.as_json(draft), published_at=now, by=by,
        by_name=by.account.name if by else "",
    )  # fmt: skip
    return version


def _tell_course(course: Course, facts: drafting.Facts) -> None:
    track = Track.objects.filter(programme=course.programme_id, title=facts.track).first()
    if facts.track and track is None:
        raise TrackUnknown(course=course.code, track=facts.track, programme=course.programme.code)
    course.title, course.summary, course.track, course.tags = facts.title, facts.summary, track, list(facts.tags)
    course.obligation, course.subject, course.domain = facts.obligation, facts.subject, facts.domain
    course.save()


def _set_units(course: Course, draft: drafting.Draft) -> None:
    media = {each.public_id: each for each in Media.objects.filter(programme=course.programme_id)}
    position = 0
    for place, unit in enumerate(draft.units, 1):
        told = {"title": unit.title, "position": place, "is_offered": True}
        home, _made = Unit.objects.update_or_create(course=course, number=unit.number, defaults=told)
        for lesson in unit.lessons:
            position += 1
            Lesson.objects.update_or_create(
                course=course, number=lesson.number,
                defaults={
                    "unit": home, "kind": lesson.kind, "title": lesson.title, "position": position,
                    "media": media.get(lesson.media), "text": lesson.text, "address": lesson.address,
                    "credit_seconds": lesson.seconds, "is_offered": True,
                },
            )  # fmt: skip
    Unit.objects.filter(course=course).exclude(number__in=[unit.number for unit in draft.units]).update(
        is_offered=False
    )
    numbers = [lesson.number for lesson in draft.lessons]
    Lesson.objects.filter(course=course).exclude(number__in=numbers).update(is_offered=False)


@transaction.atomic
def discard_changes(*, course: Course, by: Post, now: datetime) -> None:
    """Let the draft say again what is published."""
    row = locked_draft(course)
    last = CourseVersion.objects.filter(course=course).first()
    body = last.body if last else drafting.as_json(draft_of(course))
    _rewrite(row, body, is_changed=False, by=by, now=now)
    audit.record("discard_course_changes", by=by, about=course, version=row.version)


@transaction.atomic
def bring_back(*, version: CourseVersion, by: Post, now: datetime) -> None:
    """Let the draft say what an older version said; learners see it once it is published."""
    row = locked_draft(version.course)
    held, old = drafting.from_json(row.body), drafting.from_json(version.body)
    last = CourseVersion.objects.filter(course=version.course).first()
    numbered = drafting.with_numbers_of(old, held)
    is_changed = last is None or not drafting.same_words(numbered, drafting.from_json(last.body))
    _rewrite(row, drafting.as_json(numbered), is_changed=is_changed, by=by, now=now)
    audit.record("bring_back_course_version", by=by, about=version.course, version=version.number)


def _rewrite(row: Draft, body: dict[str, object], *, is_changed: bool, by: Post, now: datetime) -> None:
    row.body, row.is_changed = body, is_changed
    row.version += 1
    row.changed_at, row.changed_by_name = now, by.account.name
    row.save()


@transaction.atomic
def archive(*, course: Course, by: Post, now: datetime) -> None:
    """Offer a course no longer; what was recognised of it stays. Twice is once."""
    if Course.objects.filter(pk=course.pk, archived_at__isnull=True).update(archived_at=now):
        audit.record("archive_course", by=by, about=course)


@transaction.atomic
def restore(*, course: Course, by: Post) -> None:
    """Offer it again, as it was published last. Twice is once."""
    if Course.objects.filter(pk=course.pk, archived_at__isnull=False).update(archived_at=None):
        audit.record("restore_course", by=by, about=course)

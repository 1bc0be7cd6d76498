"""Packages sent and lessons that play them, made as the house makes them."""

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.courses import actions
from xingtan.courses.models import Course, Lesson, Media
from xingtan.courses.rules import drafting
from xingtan.courses.tests.given import WHEN
from xingtan.courses.tests.package_samples import PAGE, manifest, package, packed
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

__all__ = ["PAGE", "author", "lesson", "manifest", "package", "packed", "sent"]


def author(programme: Programme | None = None) -> Post:
    """Who writes courses in the programme."""
    programme = programme or programmes.programme_2020()
    standing: Post | None = Post.objects.filter(kind=Kind.CONTENT_EDITOR, programme_code=programme.code).first()
    return standing or people.post(Kind.CONTENT_EDITOR, programme_code=programme.code)


def sent(content: bytes, *, by: Post, name: str = "包.zip") -> Media:
    """A file sent as authors send it, looked at and kept."""
    programme = Programme.objects.get(code=by.programme_code)
    announced = actions.Announced(name, len(content), f"{name}-{len(content)}")
    upload = actions.begin_upload(programme=programme, announced=announced, by=by, now=WHEN)
    for offset in range(0, len(content), actions.PIECE_BYTES):
        piece = content[offset : offset + actions.PIECE_BYTES]
        upload = actions.take_piece(upload=upload, offset=offset, piece=piece, now=WHEN)
    return actions.finish_upload(upload=upload, by=by)


def lesson(content: bytes | None = None, *, programme: Programme | None = None, seconds: int = 0) -> Lesson:
    """A published lesson that plays a package, or whatever else was sent."""
    by = author(programme)
    media = sent(content or package(), by=by)
    course: Course = actions.begin_course(
        programme=media.programme, facts=drafting.Facts(title="互动课程"), by=by, now=WHEN
    )
    entry = drafting.Lesson(
        kind=media.kind, title="一个互动课件", media=media.public_id, seconds=seconds or media.seconds
    )
    actions.change_draft(
        course=course, change=lambda draft: drafting.add_lesson(draft, unit=1, lesson=entry), verb="add_lesson", by=by, now=WHEN
    )  # fmt: skip
    actions.publish(course=course, by=by, now=WHEN)
    found: Lesson = Lesson.objects.select_related("course__programme", "media").get(course=course)
    return found

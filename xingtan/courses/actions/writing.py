"""Writing a course: begun, changed entry by entry, copied for the next year."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.actions.publishing import locked_draft
from xingtan.courses.errors import NotYourProgramme
from xingtan.courses.models import Course, Draft, Media
from xingtan.courses.queries.drafts import AUTHORS, draft_of, published_of
from xingtan.courses.rules import drafting
from xingtan.foundation.fields import new_public_id
from xingtan.programmes.models import Programme


@transaction.atomic
def begin_course(*, programme: Programme, facts: drafting.Facts, by: Post, now: datetime) -> Course:
    """A new course with one unit; nobody but its authors sees it until it is published."""
    draft = drafting.add_unit(drafting.Draft(facts=facts), title="")
    course = _made(programme, _code_for(programme, ""), draft, by, now)
    audit.record("begin_course", by=by, about=course)
    return course


def _made(programme: Programme, code: str, draft: drafting.Draft, by: Post, now: datetime) -> Course:
    last = Course.objects.filter(programme=programme).aggregate(last=Max("position"))["last"] or 0
    course: Course = Course.objects.create(
        programme=programme, code=code, title=draft.facts.title, summary=draft.facts.summary,
        obligation=draft.facts.obligation, position=last + 1,
    )  # fmt: skip
    Draft.objects.create(course=course, body=drafting.as_json(draft), changed_at=now, changed_by_name=by.account.name)
    return course


def _code_for(programme: Programme, wanted: str) -> str:
    """A code the programme has not given yet."""
    Programme.objects.select_for_update().only("pk").get(pk=programme.pk)
    if wanted and not Course.objects.filter(programme=programme, code=wanted).exists():
        return wanted
    return f"c-{re.sub('[^a-z0-9]', '', new_public_id().lower())}"


@transaction.atomic
def change_draft(*, course: Course, change: drafting.Change, verb: str, by: Post, now: datetime) -> drafting.Draft:
    """Change one thing of a draft by a function of ``rules.drafting``, and return what it says now.

    Raises what the change refuses: ``EntryGone``, ``ChangedMeanwhile``.
    """
    row = locked_draft(course)
    before = drafting.from_json(row.body)
    after = change(before)
    if after == before:
        return before
    published = published_of(course)
    row.body = drafting.as_json(after)
    row.is_changed = published is None or not drafting.same_words(after, published)
    row.version += 1 if row.pk else 0
    row.changed_at, row.changed_by_name = now, by.account.name
    row.save()
    audit.record(verb, by=by, about=course, version=row.version)
    return after


@transaction.atomic
def copy_course(*, course: Course, programme: Programme, by: Post, now: datetime) -> Course:
    """The course as it is written now, as a draft of another programme; its media go along, stored once.

    Raises ``NotYourProgramme`` unless the person writes courses there too.
    """
    posts = Post.objects.filter(account=by.account_id, is_active=True, kind__in=AUTHORS)
    if not posts.filter(programme_code=programme.code).exists():
        raise NotYourProgramme(programme=programme.title)
    draft = draft_of(course)
    names = {lesson.media: "" for lesson in draft.lessons if lesson.media}
    for medium in Media.objects.filter(programme=course.programme_id, public_id__in=list(names)):
        source = medium.public_id
        names[source] = _same_medium(medium, programme).public_id
    copied = _made(programme, _code_for(programme, course.code), drafting.with_media(draft, names), by, now)
    audit.record("copy_course", by=by, about=copied, source=course.public_id)
    return copied


def _same_medium(medium: Media, programme: Programme) -> Media:
    """The medium as the other programme's own row; the file itself is not stored twice."""
    held: Media | None = Media.objects.filter(programme=programme, sha256=medium.sha256, name=medium.name).first()
    if held is not None:
        return held
    taken = Media.objects.filter(programme=programme, name=medium.name).exists()
    medium.pk, medium.public_id, medium.programme = None, new_public_id(), programme
    medium.name = f"{medium.name[:40]}-{new_public_id()[:8]}" if taken else medium.name
    medium.save(force_insert=True)
    return medium

"""The progress line of a desk, and what lags behind in it: all from the tallies, one query at any size."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.desks.items import Figure, Todo
from xingtan.desks.navigation import href_of
from xingtan.desks.words import overdue_kind, until_words
from xingtan.oversight.queries import start_of
from xingtan.oversight.rules import Counts
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import activation_due_on
from xingtan.ui.counts import percent, thousands


def progress(post: Post, programme: Programme, counts: Counts) -> tuple[Figure, ...]:
    """报名 1,204 · 缴费 39/42 校 · 激活 · 学习中 · 合格, each opening to the names behind it."""
    return (
        _heads(_("Enrolled"), counts.enrolled, _of_register(counts), names_href(post, programme, "enrolled")),
        _paid(post, programme, counts),
        _share(_("Activated"), counts.activated, counts.enrolled, names_href(post, programme, "activated")),
        _share(_("Studying"), counts.studying, counts.enrolled, names_href(post, programme, "studying")),
        _share(_("Passed"), counts.qualified, counts.enrolled, names_href(post, programme, "qualified")),
    )


def _heads(label: str, heads: int, note: str, href: str) -> Figure:
    return Figure(label, thousands(heads), note, href if heads else "")


def _share(label: str, part: int, whole: int, href: str) -> Figure:
    note = f"{percent(part, whole)}%" if whole else ""
    return _heads(label, part, note, href)


def _of_register(counts: Counts) -> str:
    if not counts.on_register:
        return ""
    return _("of %(count)s on the register") % {"count": thousands(counts.on_register)}


def _paid(post: Post, programme: Programme, counts: Counts) -> Figure:
    href = names_href(post, programme, "paid")
    if post.school_id:
        return _share(_("Paid for"), counts.paid, counts.enrolled, href)
    note = _("schools that have enrolled")
    value = f"{thousands(counts.schools_paid)}/{thousands(counts.schools_enrolled)}"
    return Figure(_("Schools paid"), value, note, href if counts.schools_paid else "")


def names_href(post: Post, programme: Programme, step: str, *, missing: bool = False) -> str:
    """The names behind a figure of the post's own area."""
    if post.school is not None:
        href = href_of("oversight:school_names", school=post.school.public_id, step=step)
    else:
        division = start_of(post, programme)
        href = href_of("oversight:division_names", division=division.code, step=step) if division else ""
    return f"{href}?reached=no" if href and missing else href


def behind(post: Post, programme: Programme, counts: Counts, now: datetime) -> list[Todo | None]:
    """Who has not activated, who has not begun, which schools lag: with the day by which it was due."""
    due_on = activation_due_on(programme, post.school)
    return [
        _teachers(
            counts.enrolled - counts.activated,
            ngettext("%(count)s teacher has not activated their account", "%(count)s teachers have not activated their accounts", counts.enrolled - counts.activated),
            names_href(post, programme, "activated", missing=True),
            due_on,
            now,
        ),
        _teachers(
            counts.activated - counts.studying,
            ngettext("%(count)s teacher has not begun to study", "%(count)s teachers have not begun to study", counts.activated - counts.studying),
            names_href(post, programme, "studying", missing=True),
            due_on,
            now,
        ),
    ]  # fmt: skip


def _teachers(count: int, sentence: str, href: str, due_on: date, now: datetime) -> Todo | None:
    if count <= 0:
        return None
    return Todo(
        sentence % {"count": thousands(count)},
        kind=overdue_kind(due_on, now),
        since=until_words(due_on),
        href=href,
        button=_("Look and remind"),
    )

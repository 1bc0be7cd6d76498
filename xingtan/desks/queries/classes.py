"""What is left to do about classes: for who keeps them, who guides them, who learns in them."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Kind, Post
from xingtan.classes.queries import (
    class_of,
    classes_of_tutor,
    classes_within,
    learners_in,
    unplaced_within,
    unread_by,
    without_tutor,
)
from xingtan.desks.items import Figure, Todo
from xingtan.desks.navigation import href_of
from xingtan.desks.queries.coursework import to_mark
from xingtan.enrolment.models import Enrolment
from xingtan.programmes.models import Programme
from xingtan.study.queries import recognised_seconds
from xingtan.ui.counts import thousands


def to_keep(post: Post, programme: Programme) -> list[Todo | None]:
    """Teachers without a class and classes without a tutor; two queries."""
    unplaced = unplaced_within(post, programme).order_by().count()
    untutored = without_tutor(classes_within(post, programme)).count()
    return [_unplaced(post, unplaced), _untutored(untutored)]


def _unplaced(post: Post, count: int) -> Todo | None:
    if not count:
        return None
    sentence = ngettext("%(count)s teacher is in no class yet", "%(count)s teachers are in no class yet", count)
    href = href_of("classes:areas" if post.kind == Kind.COUNTY_ADMIN else "classes:unplaced")
    return Todo(sentence % {"count": thousands(count)}, href=href, button=_("Look"))


def _untutored(count: int) -> Todo | None:
    if not count:
        return None
    sentence = ngettext("%(count)s class has no tutor", "%(count)s classes have no tutor", count)
    href = f"{href_of('classes:index')}?tutored=no"
    return Todo(sentence % {"count": count}, href=href, button=_("Look"))


def guided(post: Post, programme: Programme, now: datetime) -> tuple[list[Todo | None], tuple[Figure, ...]]:
    """A tutor's classes: works that wait, who has not activated the account, who has not begun to study; six queries."""
    classes = list(classes_of_tutor(post, programme))
    learners = learners_in(classes)
    heads = learners.count()
    waiting = learners.filter(account__activated_at__isnull=True).count()
    idle = heads - len(recognised_seconds(learners))
    href = href_of("classes:index")
    if len(classes) == 1:
        href = href_of("classes:online_class", online_class=classes[0].public_id)
    todos: list[Todo | None] = (
        [*to_mark(classes, now), _not_activated(waiting, href), _idle(idle - waiting, href)]
        if classes
        else [_no_class()]
    )
    figures = (
        Figure(_("Classes"), str(len(classes)), href=href_of("classes:index")),
        Figure(_("Teachers"), thousands(heads), href=href),
        Figure(_("Studying"), thousands(heads - idle), href=href),
    )
    return todos, figures


def _no_class() -> Todo:
    return Todo(_("You have no class at present: your county gives you one"), "info")


def _not_activated(count: int, href: str) -> Todo | None:
    if not count:
        return None
    sentence = ngettext(
        "%(count)s teacher of your classes has not activated the account",
        "%(count)s teachers of your classes have not activated the account",
        count,
    )
    return Todo(sentence % {"count": thousands(count)}, href=href, button=_("Look"))


def _idle(count: int, href: str) -> Todo | None:
    if count <= 0:
        return None
    sentence = ngettext(
        "%(count)s teacher of your classes has an account and has not begun to study",
        "%(count)s teachers of your classes have an account and have not begun to study",
        count,
    )
    return Todo(sentence % {"count": thousands(count)}, href=href, button=_("Look"))


def unread_notices(enrolment: Enrolment) -> int:
    """How many notices of the own class a learner has not opened; two queries."""
    mine = class_of(enrolment)
    return unread_by(enrolment, mine) if mine else 0

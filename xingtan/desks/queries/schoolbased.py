"""What is left to do about school-based study: for the head, the contact, the county; and about unusual sittings."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Kind, Post
from xingtan.desks.items import Todo
from xingtan.desks.navigation import href_of
from xingtan.programmes.models import Programme
from xingtan.schoolbased.queries import waiting
from xingtan.study.queries import patterns_within


def of_school(post: Post, programme: Programme) -> list[Todo | None]:
    """Activities to sign or to mend, work to look at, what teachers lack; six counts."""
    left = waiting(post, programme)
    index, works, conditions = map(href_of, ("schoolbased:index", "schoolbased:works", "schoolbased:conditions"))
    signs = post.kind == Kind.SCHOOL_HEAD
    return [
        _todo(
            ngettext(
                "%(count)s activity of school-based study waits for the head’s signature",
                "%(count)s activities of school-based study wait for the head’s signature",
                left.to_sign,
            ),
            left.to_sign, f"{index}?state=recorded", kind="wait" if signs else "info", button=_("Sign") if signs else _("Look"),
        ),
        _todo(
            ngettext("%(count)s activity was given back by the county", "%(count)s activities were given back by the county", left.returned),
            left.returned, f"{index}?state=returned", kind="stop",
        ),
        _todo(
            ngettext("%(count)s piece of work of a task waits for you", "%(count)s pieces of work of tasks wait for you", left.to_judge),
            left.to_judge, f"{works}?state=handed_in",
        ),
        _todo(_lacks(left.lacks), left.lacks, conditions),
    ]  # fmt: skip


def of_county(post: Post, programme: Programme) -> list[Todo | None]:
    """Samples to check, signed activities never drawn, what teachers lack; six counts."""
    left = waiting(post, programme)
    checks = href_of("schoolbased:checks")
    return [
        _todo(
            ngettext("%(count)s drawn activity is to be checked", "%(count)s drawn activities are to be checked", left.checks),
            left.checks, checks,
        ),
        _todo(
            ngettext(
                "%(count)s activity was signed and never drawn for a check",
                "%(count)s activities were signed and never drawn for a check",
                left.to_draw,
            ),
            0 if left.checks else left.to_draw, checks, kind="info", button=_("Draw"),
        ),
        _todo(_lacks(left.lacks), left.lacks, f"{href_of('schoolbased:conditions')}?state=lacks", kind="info"),
    ]  # fmt: skip


def of_monitor(post: Post, programme: Programme) -> list[Todo | None]:
    """Unusual sittings nobody has looked at, and answers of teachers; two counts."""
    href = href_of("study:patterns")
    found = patterns_within(post, programme, state="found").count()
    answered = patterns_within(post, programme, state="answered").count()
    return [
        _todo(
            ngettext("%(count)s unusual sitting is to be looked at", "%(count)s unusual sittings are to be looked at", found),
            found, f"{href}?state=found",
        ),
        _todo(
            ngettext("%(count)s teacher has answered", "%(count)s teachers have answered", answered),
            answered, f"{href}?state=answered",
        ),
    ]  # fmt: skip


def _lacks(count: int) -> str:
    return ngettext("%(count)s teacher lacks something to study", "%(count)s teachers lack something to study", count)


def _todo(sentence: str, count: int, href: str, *, kind: str = "wait", button: str = "") -> Todo | None:
    if not count:
        return None
    return Todo(sentence % {"count": count}, kind, href=href, button=button or _("Look"))

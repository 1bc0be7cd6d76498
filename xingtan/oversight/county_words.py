"""The words of the city's reminder to a county about the rosters of its schools."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Post
from xingtan.oversight.chasing_words import sender_of
from xingtan.oversight.queries import CountyBehind, due_on
from xingtan.oversight.rules import Subject
from xingtan.programmes.models import Programme
from xingtan.ui import days


def subject_for_county() -> str:
    """What the reminder is about."""
    return _("rosters of your schools")


def said_to_county(programme: Programme, county: CountyBehind, *, by: Post, note: str = "") -> str:
    """The whole message: how many schools have handed in nothing, how many rosters wait, until when, where."""
    day = due_on(programme, Subject.ROSTER)
    facts = {"county": county.division.name, "programme": programme.title, "due": days.short(day) if day else ""}
    lines = [_("%(county)s, for “%(programme)s”, rosters due by %(due)s:") % facts]
    lines += [line for line in (_silent(county.silent_schools), _to_review(county.to_review)) if line]
    lines.append(settings.PUBLIC_URL.rstrip("/") + reverse("oversight:chase", kwargs={"subject": Subject.ROSTER.value}))
    return "\n".join([*lines, *([note.strip()] if note.strip() else []), sender_of(by, programme)])


def _silent(count: int) -> str:
    words = ngettext(
        "%(count)s school has handed in nothing; please urge it.",
        "%(count)s schools have handed in nothing; please urge them.",
        count,
    )
    return words % {"count": count} if count else ""


def _to_review(count: int) -> str:
    words = ngettext("%(count)s roster waits for your review.", "%(count)s rosters wait for your review.", count)
    return words % {"count": count} if count else ""

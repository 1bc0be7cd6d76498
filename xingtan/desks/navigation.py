"""Where each post can go: its rooms, in the order of its work.

A room adds its line here. An entry appears once its url name resolves, so a name may be listed
before its page stands and never leads nowhere.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Kind
from xingtan.ui.frame import Entry


@dataclass(frozen=True)
class Room:
    """One entry of the navigation."""

    label: Promise | str
    url_name: str
    icon: str


DESK = Room(_("Desk"), "desks:desk", "list-check")
ROSTERS = Room(_("Rosters"), "rosters:index", "card-checklist")
BILLS = Room(_("Bills"), "billing:index", "receipt")
MONEY = Room(_("Transfers"), "billing:transfers", "bank")
TEACHERS = Room(_("Teachers"), "enrolment:index", "people")
ACTIVATION = Room(_("Activation"), "accounts:activation_list", "person-check")
COURSES = Room(_("Courses"), "courses:index", "book")
RESULTS = Room(_("Results"), "assessment:index", "mortarboard")
FIGURES = Room(_("Figures"), "oversight:index", "bar-chart")
NOTICES = Room(_("Notices"), "notices:index", "megaphone")
SCHOOLS = Room(_("Schools"), "programmes:schools", "building")
PROGRAMME = Room(_("Programme"), "programmes:programme", "calendar-event")
AUDIT = Room(_("Audit"), "audit:index", "shield-check")

STUDY = Room(_("Study"), "desks:desk", "play-fill")
MY_COURSES = Room(_("Courses"), "study:home", "book")
MY_RESULT = Room(_("My result"), "assessment:my_result", "award")
ME = Room(_("Me"), "accounts:account", "person-circle")

ROOMS: dict[str, tuple[Room, ...]] = {
    Kind.CITY_SUPERVISOR: (DESK, FIGURES, ROSTERS, SCHOOLS, TEACHERS, RESULTS, PROGRAMME, NOTICES),
    Kind.COUNTY_ADMIN: (DESK, ROSTERS, BILLS, TEACHERS, FIGURES, SCHOOLS, PROGRAMME, NOTICES),
    Kind.SCHOOL_HEAD: (DESK, ROSTERS, BILLS, TEACHERS, RESULTS, FIGURES, NOTICES),
    Kind.SCHOOL_CONTACT: (DESK, ROSTERS, BILLS, TEACHERS, ACTIVATION, FIGURES, NOTICES),
    Kind.PROVIDER_MANAGER: (DESK, PROGRAMME, ROSTERS, BILLS, COURSES, RESULTS, FIGURES, NOTICES),
    Kind.ACADEMIC: (DESK, TEACHERS, RESULTS, COURSES, FIGURES, NOTICES),
    Kind.CONTENT_EDITOR: (DESK, COURSES, NOTICES),
    Kind.FINANCE: (DESK, MONEY, BILLS, NOTICES),
    Kind.SUPPORT: (DESK, TEACHERS, NOTICES),
    Kind.MONITOR: (DESK, FIGURES, NOTICES),
    Kind.AUDITOR: (DESK, AUDIT, NOTICES),
    Kind.EXPERT: (DESK, COURSES, NOTICES),
    Kind.TUTOR: (DESK, COURSES, NOTICES),
    Kind.LEARNER: (STUDY, MY_COURSES, MY_RESULT, ME),
}


def entries_for(kind: str, path: str) -> tuple[Entry, ...]:
    """The entries of one kind of post whose pages stand; the one looked at is marked."""
    standing = [(room, href_of(room.url_name)) for room in ROOMS[kind]]
    standing = [(room, href) for room, href in standing if href]
    current = max((href for _room, href in standing if path.startswith(href)), key=len, default="")
    return tuple(Entry(str(room.label), href, room.icon, is_current=href == current) for room, href in standing)


def href_of(url_name: str, **parts: str) -> str:
    """The address of a page, or nothing while it does not stand."""
    try:
        return reverse(url_name, kwargs=parts)
    except NoReverseMatch:
        return ""

"""Where each post can go: its rooms, in the order of its work.

A room adds its line here. An entry appears once its url name resolves and its view admits the post,
so a name may be listed before its page stands and never leads nowhere.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, resolve, reverse
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
    also: tuple[str, ...] = ()
    """Pages that belong to it though their addresses lie elsewhere."""


DESK = Room(_("Desk"), "desks:desk", "list-check")
ROSTERS = Room(_("Rosters"), "rosters:index", "card-checklist")
MAILS = Room(_("Mailroom"), "mailroom:index", "inbox")
BILLS = Room(_("Bills"), "billing:index", "receipt")
FUNDING = Room(_("Training money"), "funding:index", "bank")
MONEY = Room(_("Money figures"), "billing:figures", "bar-chart")
INVOICE = Room(_("Invoice"), "invoicing:index", "file-earmark-text")
INVOICES = Room(_("Invoices"), "invoicing:index", "file-earmark-text")
TRANSFERS = Room(_("Transfers"), "billing:transfers", "bank", ("billing:vouchers", "billing:refunds"))
STATEMENTS = Room(_("Statements"), "billing:statements", "file-earmark-text")
TEACHERS = Room(_("Teachers"), "enrolment:index", "people")
CHANGES = Room(_("Changes"), "enrolment:changes", "pencil")
ACTIVATION = Room(_("Activation"), "accounts:activation_list", "person-check")
PEOPLE = Room(_("Accounts"), "accounts:people", "key")
CLASSES = Room(_("Classes"), "classes:index", "people")
TUTORS = Room(_("Tutors"), "classes:tutors", "person-check")
SITTINGS = Room(_("Unusual sittings"), "study:patterns", "search")
COURSES = Room(_("Courses"), "courses:index", "book")
WRITING = Room(_("Writing courses"), "courses:courses", "pencil")
COURSEWORK = Room(_("Coursework"), "coursework:index", "pencil")
QUESTIONS = Room(_("Question bank"), "questions:questions", "question-circle")
QUIZZES = Room(_("Quizzes"), "quizzes:quizzes", "list-check")
MARKING = Room(_("Marking"), "coursework:desk", "pencil")
ASKED = Room(_("Questions about lessons"), "coursework:questions", "question-circle")
DISCUSSIONS = Room(_("Discussions"), "coursework:topics", "chat-left-text-fill")
TUTORING = Room(_("How tutors keep up"), "coursework:quality", "graph-up")
SCHOOLBASED = Room(_("School-based study"), "schoolbased:index", "building")
RESULTS = Room(_("Results"), "assessment:index", "mortarboard")
MARKS = Room(_("Marks"), "assessment:marks", "pencil")
CERTIFICATES = Room(_("Certificates"), "assessment:certificates", "award")
READINESS = Room(_("Readiness"), "oversight:readiness", "card-checklist")
PLANS = Room(_("County plans"), "programmes:plans", "file-earmark-text")
MEETINGS = Room(_("Mobilisation meeting"), "notices:meetings", "people")
FIGURES = Room(_("Figures"), "oversight:index", "bar-chart")
NOTICES = Room(_("Notices"), "notices:index", "megaphone")
SCHOOLS = Room(_("Schools"), "programmes:schools", "building")
PROGRAMME = Room(_("Programme"), "programmes:programme", "calendar-event")
AUDIT = Room(_("Audit"), "audit:index", "shield-check")

STUDY = Room(_("Study"), "desks:desk", "play-fill")
MY_TASKS = Room(_("Tasks"), "coursework:mine", "pencil")
MY_CLASS = Room(_("Class"), "classes:mine", "people")
ME = Room(_("Me"), "accounts:account", "person-circle")

ROOMS: dict[str, tuple[Room, ...]] = {
    Kind.CITY_SUPERVISOR: (DESK, FIGURES, READINESS, PLANS, ROSTERS, MAILS, BILLS, MONEY, FUNDING, TEACHERS, CHANGES, CLASSES, TUTORS, TUTORING, SCHOOLBASED, RESULTS, CERTIFICATES, PEOPLE, SCHOOLS, PROGRAMME, NOTICES),
    Kind.COUNTY_ADMIN: (DESK, READINESS, PLANS, ROSTERS, MAILS, BILLS, INVOICE, MONEY, FUNDING, TEACHERS, CHANGES, CLASSES, TUTORS, TUTORING, ACTIVATION, PEOPLE, FIGURES, SCHOOLBASED, RESULTS, SCHOOLS, PROGRAMME, NOTICES),
    Kind.SCHOOL_HEAD: (DESK, ROSTERS, MEETINGS, BILLS, INVOICE, FUNDING, TEACHERS, CHANGES, ACTIVATION, PEOPLE, SCHOOLBASED, RESULTS, CERTIFICATES, FIGURES, NOTICES),
    Kind.SCHOOL_CONTACT: (DESK, ROSTERS, MEETINGS, BILLS, INVOICE, FUNDING, TEACHERS, CHANGES, ACTIVATION, SCHOOLBASED, RESULTS, CERTIFICATES, FIGURES, NOTICES),
    Kind.PROVIDER_MANAGER: (
        DESK, FIGURES, ROSTERS, BILLS, TRANSFERS, INVOICES, MONEY, TEACHERS, CHANGES, CLASSES, TUTORS, TUTORING, COURSES, QUESTIONS, QUIZZES, SITTINGS, SCHOOLBASED, RESULTS, CERTIFICATES, PEOPLE, SCHOOLS, PROGRAMME, NOTICES,
    ),
    Kind.ACADEMIC: (DESK, COURSEWORK, QUESTIONS, QUIZZES, ASKED, DISCUSSIONS, SCHOOLBASED, RESULTS, MARKS, CERTIFICATES, TEACHERS, CLASSES, TUTORS, TUTORING, COURSES, WRITING, SITTINGS, FIGURES, PROGRAMME, NOTICES),
    Kind.CONTENT_EDITOR: (DESK, WRITING, COURSES, COURSEWORK, QUESTIONS, QUIZZES, PROGRAMME, NOTICES),
    Kind.FINANCE: (DESK, TRANSFERS, STATEMENTS, BILLS, INVOICES, MONEY, PROGRAMME, NOTICES),
    Kind.SUPPORT: (DESK, MAILS, PEOPLE, ACTIVATION, TEACHERS, CHANGES, SCHOOLS, PROGRAMME, NOTICES),
    Kind.MONITOR: (DESK, FIGURES, TEACHERS, SITTINGS, SCHOOLBASED, CLASSES, TUTORS, TUTORING, COURSES, PROGRAMME, NOTICES),
    Kind.AUDITOR: (DESK, AUDIT, SITTINGS, BILLS, TRANSFERS, STATEMENTS, INVOICES, MONEY, FIGURES, PROGRAMME, NOTICES),
    Kind.EXPERT: (DESK, COURSES, PROGRAMME, NOTICES),
    Kind.TUTOR: (DESK, MARKING, ASKED, DISCUSSIONS, CLASSES, COURSES, PROGRAMME, NOTICES),
    Kind.LEARNER: (STUDY, MY_TASKS, MY_CLASS, ME),
}  # fmt: skip


HEADINGS: dict[str, Promise] = {
    "oversight": _("Progress"),
    "rosters": _("Enrolment"),
    "mailroom": _("Enrolment"),
    "enrolment": _("Enrolment"),
    "billing": _("Money"),
    "invoicing": _("Money"),
    "funding": _("Money"),
    "courses": _("Study"),
    "questions": _("Study"),
    "classes": _("Study"),
    "study": _("Study"),
    "schoolbased": _("Study"),
    "coursework": _("Study"),
    "quizzes": _("Study"),
    "assessment": _("Results"),
    "accounts": _("Accounts"),
    "audit": _("Accounts"),
    "programmes": _("Programme"),
    "notices": _("Programme"),
}
"""What the rooms' pages are listed below, in this order; the desk stands above them all."""


def entries_for(kind: str, path: str) -> tuple[Entry, ...]:
    """The entries of one kind of post; the one looked at is marked."""
    standing = _standing(kind)
    desk = href_of("desks:desk")
    places = [
        (place, href)
        for room, href in standing
        for place in (href, *map(href_of, room.also))
        if href != desk and path.startswith(place)
    ]
    current = max(places, default=("", desk if path == desk else ""), key=lambda found: len(found[0]))[1]
    return tuple(
        Entry(str(room.label), href, room.icon, is_current=href == current, heading=str(_heading(room)))
        for room, href in standing
    )


@lru_cache(maxsize=len(Kind))
def _standing(kind: str) -> tuple[tuple[Room, str], ...]:
    """The rooms whose pages stand and admit this kind, with their addresses; they never change while the house runs."""
    order = ["", *dict.fromkeys(str(heading) for heading in HEADINGS.values())]
    rooms = (
        sorted(ROOMS[kind], key=lambda room: order.index(str(_heading(room)))) if kind != Kind.LEARNER else ROOMS[kind]
    )
    found = ((room, href_of(room.url_name)) for room in rooms)
    return tuple((room, href) for room, href in found if href and is_open_to(kind, href))


def _heading(room: Room) -> Promise | str:
    return HEADINGS.get(room.url_name.partition(":")[0], "")


def is_open_to(kind: str, href: str) -> bool:
    """Whether the page at an address admits this kind of post."""
    access = getattr(resolve(href.partition("?")[0]).func, "access", None)
    return access is not None and (access.is_public or kind in access.kinds)


def href_of(url_name: str, **parts: str) -> str:
    """The address of a page, or nothing while it does not stand."""
    try:
        return reverse(url_name, kwargs=parts)
    except NoReverseMatch:
        return ""

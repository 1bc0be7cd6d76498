"""The words of reminders: what each is about, and the text that goes to a school.

The programme file may word each text itself (``[reminders]``); what it leaves out is said in these words.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xingtan.accounts.models import Post
from xingtan.organisations.models import School
from xingtan.oversight.queries import due_on
from xingtan.oversight.rules import Subject, filled
from xingtan.oversight.subject_words import PAGES, TITLES
from xingtan.programmes.models import Programme
from xingtan.ui import days

TEXTS = {
    Subject.UNSIGNED: _("{school}: please sign for the notice of “{programme}” and read it with your colleagues. {path}"),
    Subject.MEETING: _("{school}: please record your mobilisation meeting for “{programme}”; it was due {due}. {path}"),
    Subject.ROSTER: _("{school}: please hand in your roster for “{programme}” by {due}. {path}"),
    Subject.FUNDS: _("{school}: please declare the public funds of the year and what of them goes to teachers’ training, and make up what is missing to the norm. {path}"),
    Subject.PAYMENT: _("{school}: the fee for {count} teachers in “{programme}” is not paid yet; it is due {due}. {path}"),
    Subject.ACTIVATION: _("{school}: {count} teachers have not activated their accounts for “{programme}”; it is due {due}. Please see who and help. {path}"),
    Subject.LAGGING: _("{school}: {count} teachers lag behind in “{programme}”. Please see who on the figures page and help. {path}"),
}  # fmt: skip


def title_of(subject: str) -> str:
    """What a reminder is about."""
    return str(TITLES[Subject(subject)])


def said_to(programme: Programme, subject: Subject, school: School, *, number: int, by: Post, note: str = "") -> str:
    """The whole message to one school: how many, until when, where to do it; names of teachers never."""
    day = due_on(programme, subject)
    facts = {
        "school": school.registered_name, "programme": programme.title, "count": number,
        "due": days.short(day) if day else "", "sender": sender_of(by, programme), "path": page_of(subject),
    }  # fmt: skip
    text = str(programme.facts.get("reminders", {}).get(subject.value) or TEXTS[subject])
    said = filled(text, facts)
    return "\n".join(part for part in (said, note.strip(), str(facts["sender"])) if part)


def sender_of(by: Post, programme: Programme) -> str:
    """Who reminds: the authority of a division, or the institution."""
    if by.division is not None:
        return by.division.bureau or by.division.name
    return programme.undertaking_institution


def page_of(subject: Subject) -> str:
    """The whole address of the page where it is done."""
    return settings.PUBLIC_URL.rstrip("/") + reverse(PAGES[subject])

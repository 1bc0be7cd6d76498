"""The words of an answer: what was read, what must be mended, where to go on. Names only, never a number."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xingtan.mailroom import queries
from xingtan.mailroom.bundle_words import about_bundle
from xingtan.mailroom.models import Enclosure, Letter
from xingtan.mailroom.voucher_words import about_voucher
from xingtan.rosters.models import RosterRow
from xingtan.rosters.sentences import field_name, sentence_of
from xingtan.ui.days import moment as shown_moment

LONGEST_SUBJECT = 180
LONGEST_NAME = 20

WHYS: dict[str, str | Promise] = {
    "several": gettext_lazy("It names several schools."),
    "disagree": gettext_lazy("Subject and sheet name different schools."),
    "no_school": gettext_lazy("No school was found in the subject or in the sheet."),
    "typed": gettext_lazy("The school has a draft of its own on the platform; it is not overwritten."),
    "handed_in": gettext_lazy("The school has handed its roster in already; it is not changed by mail."),
    "accepted": gettext_lazy("The school’s roster has been accepted already."),
    "changed": gettext_lazy("The school was changing its roster at the same moment."),
    "unrecognised": gettext_lazy("Nothing in it speaks of a roster."),
    "reply": gettext_lazy("A reply without a sheet."),
    "no_payer": gettext_lazy("No school was found in the subject, in the file or by the sender’s address."),
    "payers_differ": gettext_lazy("Subject, file and sender point to different schools."),
    "no_bill": gettext_lazy("The school has no bill yet."),
    "no_voucher": gettext_lazy("There was no voucher in it."),
    "failed": gettext_lazy("It could not be read; please look at it."),
    "unanswerable": gettext_lazy("The sheet cannot be read and the sender cannot be answered."),
    "no_sheet": gettext_lazy("There was no sheet in it."),
    "too_large": gettext_lazy("It is too large and was not fetched."),
    "unreadable": gettext_lazy("The sheet cannot be read."),
    "closed": gettext_lazy("Enrolment has closed."),
    "automatic": gettext_lazy("An automatic reply."),
    "bounce": gettext_lazy("A message of a mail server."),
    "bulk": gettext_lazy("A circular."),
    "own": gettext_lazy("From our own address."),
}
"""Why a mail waits, was sent back or filed."""


def why_words(code: str) -> str:
    """The sentence of a reason."""
    return str(WHYS.get(code, ""))


def answer_subject(letter: Letter) -> str:
    """The subject of the answer; one line, whatever stood in the letter's."""
    return " ".join(_("Re: %(subject)s").__mod__({"subject": letter.subject or _("your mail")}).split())[
        :LONGEST_SUBJECT
    ]


def answer_headers(letter: Letter) -> dict[str, str]:
    """What the answer belongs to, and that a machine wrote it (RFC 3834)."""
    headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    told = letter.message_id
    if told.startswith("<") and told.endswith(">") and told.isascii() and " " not in told:
        headers |= {"In-Reply-To": told, "References": told}
    return headers


def answer_body(letter: Letter, enclosures: list[Enclosure]) -> str:
    """The whole answer."""
    return "\n".join((*_greeting(letter), *_about(letter, enclosures), "", *_closing(letter, enclosures))) + "\n"


def _greeting(letter: Letter) -> Iterator[str]:
    yield _("Hello,")
    yield ""
    words = {"at": shown_moment(letter.came_at), "subject": letter.subject or "–"}
    yield _("your mail “%(subject)s” arrived on %(at)s.") % words
    yield ""


def _about(letter: Letter, enclosures: list[Enclosure]) -> Iterator[str]:
    yield from _missing(letter.why)
    rosters: dict[int, Enclosure] = {}
    for each in enclosures:
        if each.bundle_id:
            yield from about_bundle(each)
        elif each.state == Enclosure.State.TAKEN and each.roster_id:
            rosters.setdefault(each.roster_id, each)
        elif each.state == Enclosure.State.WAITING:
            yield from (
                f"■ {each.name}",
                "  " + why_words(each.why),
                "  " + _("A clerk looks at it; you need not send it again."),
                "",
            )
        elif each.is_voucher and each.state == Enclosure.State.TAKEN:
            yield from about_voucher(each)
        elif each.state == Enclosure.State.REFUSED:
            yield from (f"■ {each.name}", "  " + each.said, "")
    for each in rosters.values():
        yield from _taken(each, [other.name for other in enclosures if other.roster_id == each.roster_id])


def _missing(why: str) -> Iterator[str]:
    """What to send again when nothing usable was in the mail."""
    if why in {"too_large", "no_sheet"}:
        yield why_words(why)
        yield _("Please attach the roster as a sheet (.xlsx or .xls), without pictures, and send it again.")
    elif why == "no_voucher":
        yield why_words(why)
        yield _("Please attach the voucher as a PDF or a photo (JPEG or PNG) and send it again.")


def _taken(each: Enclosure, names: list[str]) -> Iterator[str]:
    assert each.roster is not None  # noqa: S101 - chosen by it
    assert each.school is not None  # noqa: S101 - database constraint
    yield "■ " + "、".join(names)
    read = ngettext(
        "%(count)s teacher was read and kept as a draft of %(school)s.",
        "%(count)s teachers were read and kept as a draft of %(school)s.",
        each.roster.teachers,
    )
    yield "  " + read % {"count": each.roster.teachers, "school": each.school.registered_name}
    rows = queries.rows_to_mend(each.roster)
    if not rows:
        yield "  " + _("Nothing has to be mended.")
    else:
        mend = ngettext("%(count)s cell must be mended:", "%(count)s cells must be mended:", each.roster.open_problems)
        yield "  " + mend % {"count": each.roster.open_problems}
        yield ""
        yield from _table(rows)
        if sum(row.problem_count for row in rows) < each.roster.open_problems:
            yield "  " + _("… and more; all of them are marked on the page.")
    yield ""
    yield "  " + _("Nothing is handed in yet. The school’s contact signs in, checks the draft and hands it in:")
    yield "  " + settings.PUBLIC_URL + reverse("rosters:roster", kwargs={"roster": each.roster.public_id})
    yield ""


def _table(rows: list[RosterRow]) -> Iterator[str]:
    yield "  " + " | ".join((_("Row"), _("Name"), _("What must be mended")))
    yield "  " + "-" * 40
    for row in rows:
        teacher = row.teacher
        for problem in teacher.problems:
            name = "".join(each for each in teacher.name if not each.isdigit() and each.isprintable())[:LONGEST_NAME]
            yield f"  {teacher.row} | {name or '–'} | {field_name(problem.field)}: {sentence_of(problem)}"


def _closing(letter: Letter, enclosures: list[Enclosure]) -> Iterator[str]:
    school = next((each.school for each in enclosures if each.school), None)
    subject = queries.subject_for(school, letter.programme) if school else ""
    if subject:
        yield _("The subject for further mails: %(subject)s") % {"subject": subject}
    yield _("Questions: %(hotline)s. This answer was written by a machine.") % {"hotline": letter.programme.hotline}
    yield letter.programme.training_centre or letter.programme.owner

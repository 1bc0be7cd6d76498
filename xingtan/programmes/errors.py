"""What the programmes room refuses, and the sentences for the faults of a programme file."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal
from xingtan.programmes.rules import Fault


class ProgrammeFaulty(Refusal):
    """A programme that cannot be stored; ``faults`` names every place. Nothing was stored."""

    code = "programme_faulty"
    sentence = _("This programme was not stored. %(faults)s")

    def __init__(self, faults: Iterable[Fault], file: str = "") -> None:
        self.faults = tuple(faults)
        super().__init__(faults="\n".join(sentence_of(fault, file) for fault in self.faults))


class FileUnreadable(Refusal):
    """A programme file that is missing or is no TOML."""

    code = "file_unreadable"
    sentence = _("%(file)s cannot be read: %(why)s. It must be a TOML file in UTF-8 such as the shipped xinzhou-2020.toml.")


class OwnerUnknown(Refusal):
    """The division that decides the programme is not in the register."""

    code = "owner_unknown"
    sentence = _("The division %(division)s of programme.owner_division is not here. Load the divisions first: xingtan divisions load")


class ProgrammeExists(Refusal):
    """A copy would overwrite a programme."""

    code = "programme_exists"
    sentence = _("A programme %(programme)s is already here. Choose another code for the copy.")


class NoSuchProgramme(Refusal):
    """There is no programme of this code."""

    code = "no_such_programme"
    sentence = _("There is no programme %(programme)s. Known are: %(known)s.")
    status = 404


WHAT = {
    "missing": _("is missing."),
    "not_text": _("must be text in quotes, not %(found)s."),
    "not_count": _("must be a whole number above zero, not %(found)s."),
    "not_date": _("must be a date without quotes such as 2020-12-10, not “%(found)s”."),
    "not_moment": _("must be a moment with its zone such as 2020-12-09T23:59:59+08:00, not %(found)s."),
    "not_money": _("must be an amount in quotes such as \"120.00\", not %(found)s."),
    "not_list": _("must be a list, not %(found)s."),
    "not_table": _("must be a table, not %(found)s."),
    "not_digits": _("must be digits only, not “%(found)s”."),
    "fee_differs": _("is %(fee)s, but %(hours)s class hours × %(price)s yuan are %(product)s (R48)."),
    "hours_differ": _("is %(hours)s, but online and school-based hours together are %(total)s."),
    "dates_out_of_order": _("is %(date)s, earlier than %(other)s, which is %(other_date)s."),
    "closes_after_term": _("is %(date)s, after the term ends on %(other_date)s."),
    "closes_after_due": _("is %(date)s, later than the accounts are due on %(due)s (A03)."),
    "stage_without_theme": _("has no theme for the stage %(stage)s."),
    "theme_without_stage": _("has no subjects for the stage %(stage)s."),
    "stage_twice": _("names the stage %(stage)s twice."),
    "reading_missing": _("is missing."),
    "reading_unknown": _("is %(found)s, which means nothing here."),
    "reading_not_known": _("is no setting of any reading."),
}
"""What is wrong, by the code of a fault."""

REMEDY = {
    "missing": _("Add it; the shipped xinzhou-2020.toml shows how."),
    "not_money": _("Write it in quotes, so that no fen is lost."),
    "not_text": _("Put it in quotes, so that leading zeros stay."),
    "fee_differs": _("Change one of the three so that the product is right."),
    "hours_differ": _("Change one of the three so that the sum is right."),
    "dates_out_of_order": _("Correct one of the two dates."),
    "closes_after_term": _("Close enrolment before the term ends."),
    "closes_after_due": _("Close enrolment earlier, or make sure that late rosters still get accounts in time."),
    "stage_without_theme": _("Add the stage to a [[track]]."),
    "theme_without_stage": _("Add the stage to [subjects], or take it out of the track."),
    "stage_twice": _("Keep it in one track."),
    "reading_missing": _("Add it; every reading has a default in the shipped xinzhou-2020.toml."),
    "reading_unknown": _("Allowed are: %(allowed)s."),
    "reading_not_known": _("Check the spelling, or take it out."),
}
"""What to do about it, where the sentence does not say it already."""


def sentence_of(fault: Fault, file: str = "") -> str:
    """``FILE: key is …. Do ….`` in the reader's language."""
    parameters: dict[str, Any] = fault.parameters
    what = str(WHAT[fault.code]) % parameters
    remedy = str(REMEDY.get(fault.code, "")) % parameters
    place = _now("%(file)s, %(key)s") % {"file": file, "key": fault.key} if file else fault.key
    return f"{place} {what} {remedy}".rstrip()

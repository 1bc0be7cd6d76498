"""The faults of a programme file in words: file, key, what is wrong, what to do."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from xingtan.programmes.rules import Fault

WHAT = {
    "missing": _("is missing."),
    "not_text": _("must be text in quotes, not %(found)s."),
    "not_count": _("must be a whole number above zero, not %(found)s."),
    "not_date": _("must be a date without quotes such as 2020-12-10, not “%(found)s”."),
    "not_moment": _("must be a moment with its zone such as 2020-12-09T23:59:59+08:00, not %(found)s."),
    "not_money": _('must be an amount in quotes such as "120.00", not %(found)s.'),
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
    "place_unknown": _("names {%(found)s}, which is not known."),
    "quiet_hours_wrong": _("is no pair of hours of the day (%(found)s)."),
    "sizes_out_of_order": _("is %(smallest)s, more than the largest class of %(largest)s."),
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
    "place_unknown": _("In braces may stand: %(allowed)s."),
    "quiet_hours_wrong": _("Write quiet_from and quiet_until as hours from 0 to 23, or leave both out."),
    "sizes_out_of_order": _("Make smallest no larger than largest."),
}
"""What to do about it, where the sentence does not say it already."""


def sentence_of(fault: Fault, file: str = "") -> str:
    """``FILE: key is …. Do ….`` in the reader's language."""
    parameters: dict[str, Any] = fault.parameters
    what = str(WHAT[fault.code]) % parameters
    remedy = str(REMEDY.get(fault.code, "")) % parameters
    place = _now("%(file)s, %(key)s") % {"file": file, "key": fault.key} if file else fault.key
    return f"{place} {what} {remedy}".rstrip()

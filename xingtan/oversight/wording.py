"""The words of the figures: what each step and rate is called, and what it means; printed on every report."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingtan.oversight.queries import Row
from xingtan.oversight.rules import Fraction, Lag, Rate, Step, percent_points

STEPS = {
    Step.ENROLLED: gettext_lazy("Enrolled"),
    Step.PAID: gettext_lazy("Paid"),
    Step.ACTIVATED: gettext_lazy("Activated"),
    Step.STUDYING: gettext_lazy("Studying"),
    Step.COMPLETED: gettext_lazy("Completed"),
    Step.QUALIFIED: gettext_lazy("Passed"),
}
NOT_STEPS = {
    Step.ENROLLED: gettext_lazy("Not enrolled"),
    Step.PAID: gettext_lazy("Not paid"),
    Step.ACTIVATED: gettext_lazy("Not activated"),
    Step.STUDYING: gettext_lazy("Not studying"),
    Step.COMPLETED: gettext_lazy("Not completed"),
    Step.QUALIFIED: gettext_lazy("Not passed"),
}
RATES = {
    Rate.ENROLMENT: gettext_lazy("Enrolment rate"),
    Rate.PAYMENT: gettext_lazy("Payment rate"),
    Rate.ACTIVATION: gettext_lazy("Activation rate"),
    Rate.STUDY: gettext_lazy("Study rate"),
    Rate.COMPLETION: gettext_lazy("Completion rate"),
    Rate.PASS: gettext_lazy("Pass rate"),
    Rate.PASS_OF_STUDYING: gettext_lazy("Pass rate of those studying"),
    Rate.EXCELLENCE: gettext_lazy("Excellence rate"),
    Rate.HANDED_IN_ON_TIME: gettext_lazy("Handed in on time"),
    Rate.ONLINE_ON_TIME: gettext_lazy("Online on time"),
}
MEANINGS = {
    Rate.ENROLMENT: gettext_lazy("enrolled ÷ teachers on the school register, of the schools that stated their number"),
    Rate.PAYMENT: gettext_lazy("teachers whose school has paid for all its teachers ÷ enrolled"),
    Rate.ACTIVATION: gettext_lazy("teachers who activated their account ÷ enrolled"),
    Rate.STUDY: gettext_lazy("teachers with recognised study time ÷ enrolled"),
    Rate.COMPLETION: gettext_lazy("teachers with all the required study time ÷ enrolled"),
    Rate.PASS: gettext_lazy(
        "teachers who meet all that passing asks for ÷ enrolled; provisional until results are settled"
    ),
    Rate.PASS_OF_STUDYING: gettext_lazy("teachers who passed ÷ teachers who study"),
    Rate.EXCELLENCE: gettext_lazy("teachers with the result excellent ÷ enrolled; after results are settled"),
    Rate.HANDED_IN_ON_TIME: gettext_lazy(
        "schools that first handed in their roster by the day due ÷ all schools; due so many days after the school received the notice (A26), and not after enrolment closes"
    ),
    Rate.ONLINE_ON_TIME: gettext_lazy(
        "teachers who activated their account by the day due ÷ teachers enrolled by that day; due two weeks, or as the programme says, after the school received the notice or sign-in opened, whichever is later (A02)"
    ),
}
ON_TIME = gettext_lazy("Online on time")
NOT_ON_TIME = gettext_lazy("Not online on time")
LAGS = {
    Lag.NOT_ACTIVATED: gettext_lazy("Account not activated"),
    Lag.NOT_STARTED: gettext_lazy("Not begun to study"),
    Lag.BEHIND: gettext_lazy("Less than half of the even pace"),
}


def row_name(row: Row) -> str:
    """The name of a row: a division, or the schools that hang on it directly."""
    return _("Schools directly under %(place)s") % {"place": row.name} if row.is_direct else row.name


def study_sentence(name: str, own: Fraction, whole: Fraction | None, whole_name: str) -> str:
    """The title of a chart: what the figures say, in one sentence; no ranking."""
    if not own.whole:
        return _("Nobody at %(place)s is enrolled yet") % {"place": name}
    if whole is None or percent_points(own, whole) is None:
        return _("%(place)s: %(studying)s of %(enrolled)s teachers study") % {
            "place": name, "studying": f"{own.part:,}", "enrolled": f"{own.whole:,}",
        }  # fmt: skip
    points = percent_points(own, whole) or Decimal(0)
    facts = {"place": name, "whole": whole_name, "points": abs(points)}
    if not points:
        return _("%(place)s studies as much as %(whole)s as a whole") % facts
    if points > 0:
        return _("The study rate of %(place)s is %(points)s percentage points above that of %(whole)s") % facts
    return _("The study rate of %(place)s is %(points)s percentage points below that of %(whole)s") % facts

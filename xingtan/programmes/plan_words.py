"""What the states of a county's plan are called (R13)."""

from django.utils.translation import pgettext_lazy

from xingtan.programmes.rules import PlanState

PLAN_STATES = {
    PlanState.MISSING: pgettext_lazy("plan", "Not handed in"),
    PlanState.SUBMITTED: pgettext_lazy("plan", "Handed in"),
    PlanState.RETURNED: pgettext_lazy("plan", "Returned"),
    PlanState.FILED: pgettext_lazy("plan", "Filed"),
}
PLAN_KINDS = {
    PlanState.MISSING: "stop",
    PlanState.SUBMITTED: "wait",
    PlanState.RETURNED: "stop",
    PlanState.FILED: "ok",
}
"""The colour and icon of each."""

"""What can be asked about programmes, the people of their schools, and the plans of their counties."""

from xingtan.programmes.queries.payees import payee_breaches, payee_changes, payee_changes_to_decide
from xingtan.programmes.queries.plans import (
    PlanRow,
    file_of,
    plan_of,
    plan_rows,
    plan_states,
    steps_of,
    support_items,
    units_of,
)
from xingtan.programmes.queries.programmes import (
    SHIPPED,
    activation_due_on,
    current_programme,
    hand_in_due,
    known_codes,
    online_due,
    people_of_school,
    programme_of_code,
    quiet_hours,
    reading_rows,
    sends_at,
    years_of,
)

__all__ = [
    "SHIPPED",
    "PlanRow",
    "activation_due_on",
    "current_programme",
    "file_of",
    "hand_in_due",
    "known_codes",
    "online_due",
    "payee_breaches",
    "payee_changes",
    "payee_changes_to_decide",
    "people_of_school",
    "plan_of",
    "plan_rows",
    "plan_states",
    "programme_of_code",
    "quiet_hours",
    "reading_rows",
    "sends_at",
    "steps_of",
    "support_items",
    "units_of",
    "years_of",
]

"""What can be done: enrolling many at once, withdrawing one, asking for changes and deciding about them."""

from xingtan.enrolment.actions.enrolling import Entrant, change_subject, enrol_many, move, withdraw

__all__ = ["Entrant", "change_subject", "enrol_many", "move", "withdraw"]

"""What programmes do by themselves."""

from xingtan.foundation import clock
from xingtan.programmes import actions


def bring_payees_into_force() -> None:
    """Timer: an approved collecting account whose hours have run is the account from now on."""
    actions.bring_payees_into_force(now=clock.now())

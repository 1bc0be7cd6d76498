"""The outbox's timer."""

from xingtan.foundation import clock
from xingtan.outbox.actions import deliver_due


def deliver() -> None:
    """Deliver what is due."""
    deliver_due(now=clock.now())

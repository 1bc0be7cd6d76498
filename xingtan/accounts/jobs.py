"""What this room tidies up by itself."""

from xingtan.accounts.actions.guesses import forget_cold_levels
from xingtan.accounts.actions.sessions import forget_expired_sessions
from xingtan.foundation import clock


def tidy() -> None:
    """Forget sessions that ran out and guesses long cooled off."""
    forget_expired_sessions(now=clock.now())
    forget_cold_levels(now=clock.now())

"""When a message that did not go out is tried again."""

from datetime import timedelta

ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=1)


def wait_before(attempt: int) -> timedelta | None:
    """How long to wait after failed attempt number ``attempt`` (from 1); None means give up.

    Doubling from one minute: 1, 2, 4, 8, 16 minutes, then a person must look.
    """
    if attempt >= ATTEMPTS:
        return None
    return FIRST_WAIT * (2 ** (attempt - 1))

"""A mail locked while it is decided about, and closed when nothing of it waits any more."""

from xingtan.mailroom.models import Enclosure, Letter


def locked(letter: Letter) -> Letter:
    """The mail as it stands now, locked until the end of the transaction.

    Without joins: its unit and school change while others wait for the lock, and PostgreSQL would
    then look for the new row beside the old unit, and find none.
    """
    found: Letter = Letter.objects.select_for_update().get(pk=letter.pk)
    return found


def close_if_done(letter: Letter, state: str) -> None:
    """Out of the queue as soon as no file of it waits."""
    waiting = letter.enclosures.filter(state=Enclosure.State.WAITING).first()
    letter.state, letter.why = (Letter.State.WAITING, waiting.why) if waiting else (state, "")
    letter.save()

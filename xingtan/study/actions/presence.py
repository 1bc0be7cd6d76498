"""Questions about the content as proof of presence: asked while messages come in, answered by the teacher.

Where a programme asks none nothing here touches the database. The server decides when one is due and when time
stops; what was recognised stays whatever is answered. A question is tied to its lesson by its category in the bank;
where the bank has none, none is asked and time goes on.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from secrets import choice

from django.db import transaction

from xingtan.courses.queries import questions as bank
from xingtan.courses.questions.scoring import FULL, share_of, sound_answer
from xingtan.enrolment.models import Enrolment
from xingtan.study.actions.held import Playing
from xingtan.study.errors import AnswerMissing, NothingAsked
from xingtan.study.message import PlayToken
from xingtan.study.models import Coverage, Play, Presence, PresenceQuestion
from xingtan.study.queries import terms_of
from xingtan.study.rules import Asking, absence


class Presences:
    """How far the teachers in a batch are from their next question, locked to the end of the transaction."""

    def __init__(self, playing: Mapping[int, Playing], tokens: Iterable[PlayToken], now: datetime) -> None:
        """Plays that are not known are left out: their messages are refused anyway."""
        keys = {playing[each.play].enrolment for each in tokens if each.play in playing}
        self.now = now
        self.rows = _locked(keys) if keys else {}
        missing = keys - set(self.rows)
        if missing:
            Presence.objects.bulk_create([Presence(enrolment_id=key) for key in missing], ignore_conflicts=True)
            self.rows = _locked(keys)
        self.changed: dict[int, Presence] = {}

    def unanswered_since(self, playing: Playing, token: PlayToken) -> datetime | None:
        """When time stopped, or will stop, because a question is open; None while none is."""
        return self.rows[playing.enrolment].unanswered_since if token.minutes_between_questions else None

    def take(self, playing: Playing, token: PlayToken, gained: int) -> bool:
        """Reckon what has just counted, and ask when it is time; returns whether a question is open."""
        if not token.minutes_between_questions:
            return False
        row = self.rows[playing.enrolment]
        if gained:
            row.counted_seconds += gained
            self.changed[row.pk] = row
        asking = Asking(token.minutes_between_questions * 60)
        if row.unanswered_since is None and asking.is_due(row.counted_seconds):
            row.counted_seconds = 0
            row.unanswered_since = _ask(playing, self.now)
            self.changed[row.pk] = row
        return row.unanswered_since is not None

    def store(self) -> None:
        """Write back what changed."""
        if self.changed:
            Presence.objects.bulk_update(self.changed.values(), ["counted_seconds", "unanswered_since"])


def _locked(keys: Iterable[int]) -> dict[int, Presence]:
    rows = Presence.objects.select_for_update().filter(enrolment__in=keys).order_by("pk")
    return {row.enrolment_id: row for row in rows}


def _ask(playing: Playing, now: datetime) -> datetime | None:
    """Ask one of the lesson's questions, not one asked before while there are others; None where the bank has none."""
    held = Coverage.objects.select_related("lesson__course__programme").get(pk=playing.held.pk)
    versions = bank.versions_about(held.lesson)
    if not versions:
        return None
    known = PresenceQuestion.objects.filter(enrolment_id=playing.enrolment, version__in=versions)
    fresh = sorted(set(versions) - set(known.values_list("version", flat=True)))
    until = now + terms_of(held.lesson.course.programme).asking.within
    PresenceQuestion.objects.create(
        enrolment_id=playing.enrolment, lesson=held.lesson, version_id=choice(fresh or versions), asked_at=now,
        counts_until=until,
    )  # fmt: skip
    return until


@transaction.atomic
def answer_question(*, enrolment: Enrolment, given: Sequence[str], now: datetime) -> PresenceQuestion:
    """Answer the open question: time counts again from now on, whether the answer is right or wrong.

    The wall time that stood without an answer is taken out of every play it touches, so it can never be claimed
    later. Raises ``NothingAsked`` and ``AnswerMissing``.
    """
    list(Coverage.objects.select_for_update().only("pk").filter(enrolment=enrolment).order_by("pk"))
    asked = PresenceQuestion.objects.select_related("version").filter(enrolment=enrolment, answered_at__isnull=True)
    row: PresenceQuestion | None = asked.first()
    if row is None:
        raise NothingAsked
    question = row.version.asked
    said = sound_answer(question, given)
    if not any(said):
        raise AnswerMissing
    _take_out(enrolment, row.counts_until, now)
    row.answered_at, row.given, row.is_right = now, list(said), share_of(question, said) == FULL
    row.save(update_fields=["answered_at", "given", "is_right"])
    Presence.objects.filter(enrolment=enrolment).update(unanswered_since=None)
    return row


def _take_out(enrolment: Enrolment, since: datetime, now: datetime) -> None:
    """Take the time without an answer out of the plays it touches."""
    if now <= since:
        return
    rows = Play.objects.select_for_update(of=("self",)).filter(coverage__enrolment=enrolment)
    touched = list(rows.exclude(ended_at__lte=since).order_by("coverage", "pk"))
    for play in touched:
        play.absent_ms += absence(began_at=play.began_at, ended_at=play.ended_at, since=since, answered_at=now)
    Play.objects.bulk_update(touched, ["absent_ms"])

"""What every question and deed of this room leans on: a programme's setting, an assignment's terms, how far a work is."""

from datetime import datetime

from xingtan.coursework import rules
from xingtan.coursework.models import Assignment, PeerReview, Topic, Work, WorkMark
from xingtan.foundation.clock import ZONE
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import counting_span


def setting_of(programme: Programme) -> rules.Setting:
    """The figures and words of a programme."""
    return rules.setting_of(programme.facts.get("coursework", {}))


def terms_of(assignment: Assignment) -> rules.Terms:
    """What an assignment asks; it comes with its programme."""
    _first, end = counting_span(assignment.programme.calendar)
    return rules.Terms(
        due_at=assignment.due_at.astimezone(ZONE),
        takes_late=assignment.takes_late,
        ends_at=end,
        resubmissions=assignment.resubmissions,
        days_to_mend=setting_of(assignment.programme).days_to_mend,
        least_characters=assignment.least_characters,
    )


def standing_of(work: Work | None) -> rules.Standing:
    """How far a work has come; two queries."""
    if work is None:
        return rules.Standing("draft")
    returned = WorkMark.objects.filter(
        version__work=work, outcome=WorkMark.Outcome.RETURNED, replaced_by__isnull=True
    ).order_by("at")
    times = list(returned.values_list("at", flat=True))
    return rules.Standing(
        state=work.state,
        returns=len(times),
        returned_at=times[-1] if times else None,
        is_with_peers=PeerReview.objects.filter(version__work=work).exists(),
    )


def closes_at(topic: Topic) -> datetime:
    """Until when (excluded) a topic is written in: its own end, at the latest the end of term."""
    _first, end = counting_span(topic.programme.calendar)
    return end if topic.closes_at is None else min(topic.closes_at, end)

"""What can be asked of the figures. Pages over divisions read tallies only, so they cost the same at any size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from xingtan.accounts.models import Post
from xingtan.assessment.models import Result
from xingtan.enrolment.models import Enrolment
from xingtan.foundation.clock import ZONE
from xingtan.notices.queries import received_at
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import contains, prefix_of
from xingtan.oversight.models import DivisionTally, Reminder, Snapshot, Tally
from xingtan.oversight.rules import Calendar, Counts, Lag, Standing, Step, Subject, lag, total
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import hand_in_due, online_due
from xingtan.rosters.queries import first_handed_in


@dataclass(frozen=True)
class Row:
    """One line of a table of figures: a division or a school, and its counts."""

    name: str
    code: str
    counts: Counts
    division: Division | None = None
    school: School | None = None
    is_direct: bool = False
    """The schools that hang on the division itself (市直)."""


@dataclass(frozen=True)
class Overview:
    """A division with its figures and those of the divisions below it."""

    division: Division
    counts: Counts
    rows: Sequence[Row]


def taken_at(programme: Programme | None) -> datetime | None:
    """When the figures were last brought up to date."""
    return Snapshot.objects.filter(programme=programme).values_list("taken_at", flat=True).first()


def overview(programme: Programme | None, division: Division) -> Overview:
    """The figures of a division: its own children as rows, each with all that lies below it; three queries."""
    below = Division.objects.filter(code__startswith=prefix_of(division.pk)).order_by("code")
    codes = {each.code: each for each in below}
    tallies = DivisionTally.objects.filter(programme=programme, division__in=codes)
    counts = {tally.division_id: tally.counts for tally in tallies}
    children = [each for each in codes.values() if each.parent_id == division.pk]
    rows = [
        Row(
            child.name, child.code, total(counts[code] for code in counts if contains(child.code, code)), division=child
        )
        for child in children
    ]
    own = counts.get(division.pk, Counts())
    if own.schools and children:
        rows.append(Row(division.name, division.code, own, division=division, is_direct=True))
    return Overview(division, total(counts.values()), rows)


def direct_schools(seen: Overview) -> Overview:
    """The same division, but only the schools that hang on it directly (市直)."""
    counts = next((row.counts for row in seen.rows if row.is_direct), Counts())
    return Overview(seen.division, counts, [])


def counts_of_division(programme: Programme | None, division: Division) -> Counts:
    """All that lies in a division; one query."""
    rows = DivisionTally.objects.filter(programme=programme, division__code__startswith=prefix_of(division.pk))
    return total(tally.counts for tally in rows)


def counts_of_school(programme: Programme | None, school: School) -> Counts:
    """One school's figures, as last counted."""
    tally: Tally | None = Tally.objects.filter(programme=programme, school=school).first()
    return tally.counts if tally else Counts()


@dataclass(frozen=True)
class OwnDue:
    """Until when one school is on time, and what that is counted from (R61, A02, A26)."""

    received_at: datetime | None
    hand_in_by: date
    online_by: date
    literally_by: date | None
    """When the two weeks would end counted from receipt alone; None where that is the same day."""
    handed_in_at: datetime | None


def due_of_school(programme: Programme, school: School) -> OwnDue:
    """The days of one school, from its own receipt of the notice."""
    received = received_at(programme.notice, school)
    online_by = online_due(programme, received)
    literally = received and received.astimezone(ZONE).date() + timedelta(
        days=programme.reading("A02", "online_within_days")
    )
    return OwnDue(
        received, hand_in_due(programme, received), online_by, literally if literally != online_by else None,
        first_handed_in(programme, [school]).get(school.pk),
    )  # fmt: skip


def counts_for(post: Post, programme: Programme | None) -> Counts:
    """The figures of a post's own scope: its school, its division, or the whole programme; for desks."""
    if post.school is not None:
        return counts_of_school(programme, post.school)
    division = start_of(post, programme)
    return counts_of_division(programme, division) if division else Counts()


def start_of(post: Post, programme: Programme | None) -> Division | None:
    """The division at which a post begins: its own, or for a provider's post the one that owns the programme."""
    if post.division is not None:
        return post.division
    return programme.owner_division if programme else None


def is_of_programme(programme: Programme | None, division_code: str) -> bool:
    """Whether a division lies in the area that a programme is for."""
    return programme is not None and contains(programme.owner_division_id, division_code)


def trail(post: Post, programme: Programme | None, division: Division) -> list[Division]:
    """The divisions from where the post begins down to this one: 市 › 县."""
    top = start_of(post, programme)
    above = [division]
    while top is not None and above[0].pk != top.pk and above[0].parent is not None:
        above.insert(0, above[0].parent)
    return above if top is not None and above[0].pk == top.pk else [division]


def schools(post: Post, programme: Programme | None, division: Division) -> "QuerySet[Tally]":
    """The schools that hang on this very division, with their figures, for a list."""
    rows = Tally.objects.within(post).filter(programme=programme, division=division)
    return rows.select_related("school")  # type: ignore[no-any-return]


def lagging_schools(post: Post, programme: Programme | None, division: Division, today: date) -> "QuerySet[Tally]":
    """The schools anywhere in a division where somebody lags, marked when reminded today."""
    reminded = Reminder.objects.filter(
        programme=programme, school=OuterRef("school"), subject=Subject.LAGGING, sent_on=today
    )
    rows = Tally.objects.within(post).filter(
        programme=programme, division__code__startswith=prefix_of(division.pk), lagging__gt=0
    )
    return rows.select_related("school", "division").annotate(is_reminded=Exists(reminded))  # type: ignore[no-any-return]


def reminders_of(programme: Programme | None, school: School) -> list[Reminder]:
    """The last reminders to a school."""
    rows = Reminder.objects.filter(programme=programme, school=school).select_related("sent_by__account")
    return list(rows.order_by("-sent_on")[:5])


# --- the names behind a figure ---------------------------------------------------------------


def people(
    post: Post, programme: Programme | None, *, division: Division | None = None, school: School | None = None
) -> "QuerySet[Enrolment]":
    """The enrolled teachers of a division or school within the post's scope."""
    rows = Enrolment.objects.within(post).filter(programme=programme).accepted()
    if division is not None:
        rows = rows.filter(school__division__code__startswith=prefix_of(division.pk))
    if school is not None:
        rows = rows.filter(school=school)
    return rows.select_related("account", "school", "result")  # type: ignore[no-any-return]


def at_step(rows: "QuerySet[Enrolment]", programme: Programme, step: Step, *, reached: bool) -> "QuerySet[Enrolment]":
    """Those of them who have reached a step, or have not."""
    if step is Step.ENROLLED:
        return rows if reached else rows.none()
    required = programme.online_hours * programme.minutes_per_hour * 60
    result = Result.objects.filter(enrolment=OuterRef("pk"))
    conditions = {
        Step.PAID: Exists(Tally.objects.filter(programme=programme, school=OuterRef("school"), paid__gt=0)),
        Step.STUDYING: Exists(result.filter(watched_seconds__gt=0)),
        Step.COMPLETED: Exists(result.filter(watched_seconds__gte=required)),
        Step.QUALIFIED: Exists(result.exclude(outcome=Result.Outcome.SHORT)),
    }
    if step is Step.ACTIVATED:
        return rows.filter(account__activated_at__isnull=not reached)
    return rows.filter(conditions[step] if reached else ~conditions[step])


def lag_of(enrolment: Enrolment, programme: Programme, now: datetime) -> Lag | None:
    """Why a teacher lags today, from the result as last judged."""
    required = programme.online_hours * programme.minutes_per_hour * 60
    result = getattr(enrolment, "result", None)
    standing = Standing(enrolment.account.activated_at is not None, result.watched_seconds if result else 0, required)
    calendar = Calendar(programme.login_opens_on, programme.term_starts_on, programme.term_ends_on)
    return lag(standing, today=now.astimezone(ZONE).date(), calendar=calendar)


# --- what is to be counted -------------------------------------------------------------------


def never_counted(programme: Programme) -> set[int]:
    """The schools of a programme's area that have no tally yet."""
    counted = Tally.objects.filter(programme=programme, school=OuterRef("pk"))
    within = School.objects.filter(division__code__startswith=prefix_of(programme.owner_division_id))
    return set(within.filter(~Exists(counted)).values_list("pk", flat=True))


def counted_before(day: date) -> Iterable[int]:
    """The schools whose tally is of an earlier day."""
    begins = datetime.combine(day, datetime.min.time(), tzinfo=ZONE)
    return list(Tally.objects.filter(counted_at__lt=begins).order_by().values_list("school_id", flat=True).distinct())

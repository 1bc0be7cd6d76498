"""The tutor's desk: what waits, class by class, oldest first; one work with all that marking needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, F, IntegerField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from xingtan.accounts.models import Post
from xingtan.classes.models import OnlineClass
from xingtan.coursework.models import Assignment, PeerReview, Phrase, Version, Work, WorkFile, WorkMark
from xingtan.coursework.models.works import WorkQuerySet
from xingtan.coursework.queries.likeness import hint_of
from xingtan.coursework.queries.peers import median_of_reviews, reviews_of
from xingtan.coursework.rules import Criterion, Rubric, rubric_of
from xingtan.programmes.models import Programme

HANDED_IN = Q(handed_in_at__isnull=False)


def due_for_marking(rows: WorkQuerySet, now: datetime) -> WorkQuerySet:
    """Works that wait for the tutor: handed in, and not (or no longer) with colleagues who review them."""
    given = (
        PeerReview.objects.filter(version__work=OuterRef("pk"), given_at__isnull=False)
        .order_by()
        .values("version__work")
        .annotate(n=Count("pk"))
        .values("n")
    )
    reviewed = Coalesce(Subquery(given, output_field=IntegerField()), 0)
    alone = Q(assignment__peers=0) | Q(assignment__peers_until__lte=now)
    # A version handed in after a return is for the tutor who returned it, not for colleagues.
    returned = Q(first_handed_in_at__lt=F("handed_in_at"))
    return rows.filter(state=Work.State.HANDED_IN).alias(reviewed=reviewed).filter(
        alone | returned | Q(reviewed__gte=F("assignment__peers"))
    )  # fmt: skip


@dataclass(frozen=True)
class Pile:
    """The works of one class for one piece of homework."""

    online_class: OnlineClass
    assignment: Assignment
    waiting: int
    oldest: datetime | None
    with_peers: int
    """Handed in, and still with colleagues."""
    done: int
    handed_in: int


def piles_of(classes: Sequence[OnlineClass], now: datetime) -> list[Pile]:
    """What the classes handed in, what waits longest first; three queries, whatever their number."""
    path = "enrolment__membership__online_class"
    rows = Work.objects.of_learners().filter(HANDED_IN, **{f"{path}__in": list(classes)}).order_by()
    counted = rows.values_list(path, "assignment").annotate(
        handed_in=Count("pk"), done=Count("pk", filter=Q(state__in=[Work.State.MARKED, Work.State.RETURNED]))
    )
    waiting = {
        (held, asked): (count, oldest)
        for held, asked, count, oldest in due_for_marking(rows, now)
        .values_list(path, "assignment")
        .annotate(n=Count("pk"), oldest=Min("handed_in_at"))
    }
    found = list(counted)
    assignments = {
        each.pk: each
        for each in Assignment.objects.filter(pk__in={asked for _held, asked, *_ in found}).select_related("course")
    }
    by_key = {each.pk: each for each in classes}
    piles = []
    for held, asked, handed_in, done in found:
        count, oldest = waiting.get((held, asked), (0, None))
        piles.append(
            Pile(
                by_key[held], assignments[asked], count, oldest, handed_in - done - count, done, handed_in
            )
        )  # fmt: skip
    last = max((each.oldest for each in piles if each.oldest), default=now)
    return sorted(piles, key=lambda each: (not each.waiting, each.oldest or last, each.assignment.pk))


def works_in(online_class: OnlineClass, assignment: Assignment) -> WorkQuerySet:
    """The works of a class for one piece of homework, handed in at least once, with learner and school."""
    rows = Work.objects.of_learners().filter(
        HANDED_IN, assignment=assignment, enrolment__membership__online_class=online_class
    )
    return rows.select_related("enrolment__account", "enrolment__school", "assignment")  # type: ignore[no-any-return]


def narrowed_works(rows: WorkQuerySet, now: datetime, *, text: str | None, state: str | None) -> WorkQuerySet:
    """Works whose learner's name contains a text, in a state: waiting, with colleagues, returned, marked, recommended."""
    if text:
        rows = rows.filter(enrolment__account__name__contains=text)
    waiting = due_for_marking(rows, now)
    if state == "waiting":
        return waiting
    if state == "peers":
        return rows.filter(state=Work.State.HANDED_IN).exclude(pk__in=waiting.order_by().values("pk"))
    if state == "recommended":
        return rows.filter(is_recommended=True)
    return rows.filter(state=state) if state else rows


def waiting_in(online_class: OnlineClass, assignment: Assignment, now: datetime) -> WorkQuerySet:
    """Of these the waiting ones, who waits longest first."""
    return due_for_marking(works_in(online_class, assignment), now).order_by("handed_in_at", "pk")  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Waiting:
    """How much waits for a tutor, and since when."""

    works: int
    since: datetime | None


def waiting_for(classes: Sequence[OnlineClass], now: datetime) -> Waiting:
    """What waits in all these classes; one query."""
    rows = Work.objects.of_learners().filter(enrolment__membership__online_class__in=list(classes))
    found = due_for_marking(rows, now).aggregate(n=Count("pk"), since=Min("handed_in_at"))
    return Waiting(found["n"], found["since"])


@dataclass(frozen=True)
class MarkedCriterion:
    """A criterion with the points one mark gave it."""

    criterion: Criterion
    points: str


@dataclass(frozen=True)
class ShownMark:
    """A mark as it is shown: points beside their criteria."""

    mark: WorkMark
    criteria: Sequence[MarkedCriterion]


@dataclass(frozen=True)
class ShownVersion:
    """A version with its files and what was said of it, the mark that stands last."""

    version: Version
    files: Sequence[WorkFile]
    marks: Sequence[ShownMark]

    @property
    def standing(self) -> ShownMark | None:
        """The mark that stands."""
        return self.marks[-1] if self.marks else None


def versions_of(work: Work) -> list[ShownVersion]:
    """Every version, the latest first; three queries. ``work`` comes with its assignment."""
    files = {each.public_id: each for each in work.files.all()}
    rubric = rubric_of(work.assignment.rubric)
    marks: dict[int, list[ShownMark]] = {}
    for mark in WorkMark.objects.filter(version__work=work):
        marks.setdefault(mark.version_id, []).append(ShownMark(mark, criteria_of(rubric, mark.points)))
    return [
        ShownVersion(row, [files[each] for each in row.files if each in files], marks.get(row.pk, ()))
        for row in work.versions.order_by("-number")
    ]


def criteria_of(rubric: Rubric, points: Sequence[str]) -> list[MarkedCriterion]:
    """The criteria with their points; none when there are none."""
    return [
        MarkedCriterion(criterion, f"{Decimal(given).normalize():f}")
        for criterion, given in zip(rubric.criteria, points, strict=False)
    ]


@dataclass(frozen=True)
class Reviews:
    """What colleagues said of a version."""

    given: Sequence[PeerReview]
    median: Decimal | None
    asked: int


@dataclass(frozen=True)
class OnDesk:
    """One work on the tutor's desk."""

    work: Work
    versions: Sequence[ShownVersion]
    rubric: Rubric
    reviews: Reviews
    hint: object
    """The ``Comparison`` when the text is much like another."""
    done: int
    total: int
    position: int
    """Which work of the pile this is: done before it, and one."""
    following: Work | None

    @property
    def latest(self) -> ShownVersion:
        """The version to be marked."""
        return self.versions[0]

    @property
    def seen(self) -> int:
        """The key of the mark that stands, 0 for none."""
        standing = self.latest.standing
        return standing.mark.pk if standing else 0


def on_desk(work: Work, now: datetime) -> OnDesk:
    """All that marking a work needs; a fixed number of queries. ``work`` comes with assignment and membership."""
    online_class = work.enrolment.membership.online_class
    versions = versions_of(work)
    latest = versions[0].version
    latest.work = work
    given = reviews_of(latest)
    asked = PeerReview.objects.filter(version=latest).count()
    pile = works_in(online_class, work.assignment)
    counted = pile.order_by().aggregate(
        total=Count("pk"), done=Count("pk", filter=Q(state__in=[Work.State.MARKED, Work.State.RETURNED]))
    )
    return OnDesk(
        work=work, versions=versions, rubric=rubric_of(work.assignment.rubric),
        reviews=Reviews(given, median_of_reviews(given), asked), hint=hint_of(latest),
        done=counted["done"], total=counted["total"],
        position=counted["done"] + (work.state == Work.State.HANDED_IN),
        following=waiting_in(online_class, work.assignment, now).exclude(pk=work.pk).first(),
    )  # fmt: skip


def work_to_mark(work: Work) -> Work:
    """A work with all that the desk reaches by it."""
    found: Work = Work.objects.select_related(
        "assignment__programme", "assignment__course", "enrolment__account", "enrolment__school",
        "enrolment__membership__online_class",
    ).get(pk=work.pk)  # fmt: skip
    return found


def phrases_for(post: Post, programme: Programme) -> list[Phrase]:
    """The comment bank of a tutor: the own first, then the programme's."""
    rows = Phrase.objects.standing().filter(Q(owner=post) | Q(owner__isnull=True), programme=programme)
    return sorted(rows, key=lambda each: (each.owner_id is None, each.pk))

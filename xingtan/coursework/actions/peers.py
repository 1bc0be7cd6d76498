"""Reviews asked of colleagues, and given."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.coursework.errors import CommentMissing, ReviewGiven
from xingtan.coursework.models import Assignment, PeerReview, Version
from xingtan.coursework.queries.peers import first_versions
from xingtan.coursework.rules import cleaned, count_characters, joined, ring, rubric_of

LEAST_CHARACTERS = 10
BATCH = 500


@transaction.atomic
def ask_reviews(*, assignment: Assignment, now: datetime) -> int:
    """Ask for reviews in every class where enough was handed in; returns how many were asked.

    While time runs, works wait until there are more of them than each is to review; then they review one another in
    a ring. Once the homework is due, those left over join the others, so that nobody is left out. Again it finds
    nothing to do. Derived from what was handed in, so it leaves no audit entry.
    """
    Assignment.objects.select_for_update().get(pk=assignment.pk)
    if assignment.peers_until is None or now >= assignment.peers_until:
        return 0
    by_class: dict[int, list[Version]] = defaultdict(list)
    for version in first_versions(assignment):
        by_class[version.work.enrolment.membership.online_class_id].append(version)
    reviews = PeerReview.objects.filter(version__work__assignment=assignment)
    asked = list(reviews.values_list("version__work__enrolment", "reviewer"))
    made = [each for versions in by_class.values() for each in _asked_in(versions, asked, assignment, now)]
    PeerReview.objects.bulk_create(made, batch_size=BATCH)
    return len(made)


def _asked_in(
    versions: Sequence[Version], asked: Sequence[tuple[int, int]], assignment: Assignment, now: datetime
) -> list[PeerReview]:
    """The reviews to ask in one class."""
    by_author = {each.work.enrolment_id: each for each in versions}
    got, duties = Counter(author for author, _ in asked), Counter(reviewer for _, reviewer in asked)
    new = [author for author in by_author if not got[author]]
    pairs = [(author, each) for author, chosen in ring(new, assignment.peers).items() for each in chosen]
    if not pairs and now >= assignment.due_at:
        pairs = joined(new, list(by_author), duties, got, assignment.peers)
    return [PeerReview(version=by_author[author], reviewer_id=each, asked_at=now) for author, each in pairs]


@transaction.atomic
def give_review(*, review: PeerReview, points: Sequence[str], comment: str, by: Post, now: datetime) -> PeerReview:
    """Give a review once. Raises ``PointsOutOfRange``, ``CommentMissing``, ``ReviewGiven``."""
    row: PeerReview = PeerReview.objects.select_for_update(of=("self",)).select_related(
        "version__work__assignment"
    ).get(pk=review.pk)  # fmt: skip
    rubric, words = rubric_of(row.version.work.assignment.rubric), cleaned(comment)[:1000]
    read = rubric.read_points(points)
    if count_characters(words) < LEAST_CHARACTERS:
        raise CommentMissing(least=LEAST_CHARACTERS)
    typed = [f"{each:f}" for each in read]
    if row.given_at is not None:
        if (row.points, row.comment) == (typed, words):
            return row
        raise ReviewGiven()
    row.points, row.score, row.comment, row.given_at = typed, rubric.score_of(read), words, now
    row.save(update_fields=["points", "score", "comment", "given_at"])
    audit.record("give_review", by=by, about=row)
    return row

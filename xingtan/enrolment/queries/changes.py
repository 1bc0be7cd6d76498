"""Requests for changes: whose turn it is, what they would do, what became of them (R71)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Case, Count, F, Min, Q, QuerySet, SmallIntegerField, When
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.accounts.models import Kind, Post, id_hash, mobile_hash
from xingtan.enrolment import rules
from xingtan.enrolment.models import ChangeEvidence, ChangeRequest, ChangeRequestQuerySet, Enrolment, EnrolmentStep
from xingtan.enrolment.queries.enrolments import headcount_of
from xingtan.foundation.clock import ZONE
from xingtan.foundation.text import folded, masked_id, masked_mobile
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme

Kinds = ChangeRequest.Kind
NEWS = timedelta(days=7)
ASKERS = Q(kind=Kinds.TRANSFER, state=rules.changes.OPEN)
_RELATED = ("enrolment__account", "school__division", "to_school__division", "asked_by__school", "enrolment__programme")


def enrolled_elsewhere(programme: Programme, name: str, id_number: str, school_id: int) -> Enrolment | None:
    """The enrolment of exactly this person at another school."""
    rows = Enrolment.objects.filter(programme=programme, account__id_hash=id_hash(id_number)).accepted()
    found: Enrolment | None = rows.exclude(school_id=school_id).filter(account__name=folded(name)).first()
    return found


def holder_of_mobile(mobile: str, school_id: int) -> Enrolment | None:
    """The latest enrolment, at another school, of whoever is on record with a mobile."""
    rows = Enrolment.objects.filter(account__mobile_hash=mobile_hash(mobile)).accepted()
    found: Enrolment | None = rows.exclude(school_id=school_id).order_by("-enrolled_at", "-pk").first()
    return found


def changes_within(post: Post, programme: Programme | None) -> ChangeRequestQuerySet:
    """The requests of a programme that a post may see."""
    rows = ChangeRequest.objects.within(post).filter(enrolment__programme=programme)
    return rows.select_related(*_RELATED)  # type: ignore[no-any-return]


def turn_of(rows: ChangeRequestQuerySet, post: Post) -> ChangeRequestQuerySet:
    """Of these requests those that wait for this post: to decide, or to answer for the other school."""
    waits = rows.waiting().filter(decider=post.kind).exclude(asked_by__account=post.account_id)
    if post.kind == Kind.SCHOOL_CONTACT:
        asked_of = Q(school=post.school_id) | Q(to_school=post.school_id)
        waits = rows.filter(ASKERS).filter(asked_of).exclude(asked_by__school=post.school_id)
    return waits  # type: ignore[no-any-return]


def narrowed_changes(
    rows: ChangeRequestQuerySet,
    *,
    state: str | None,
    kind: str | None,
    county: str | None,
    text: str | None,
    by_school: bool = True,
) -> ChangeRequestQuerySet:
    """Requests in a state, of a kind, of a county, of teachers whose name contains a text.

    ``by_school``: also of schools so named; not for a school itself, which would find out by asking (A24).
    """
    if state == "waiting":
        rows = rows.waiting()
    elif state:
        rows = rows.filter(state=state)
    if kind:
        rows = rows.filter(kind=kind)
    if county:
        rows = rows.filter(Q(school__division_id=county) | Q(to_school__division_id=county))
    if text:
        named = Q(enrolment__account__name__contains=text)
        if by_school:
            named |= Q(school__registered_name__contains=text) | Q(to_school__registered_name__contains=text)
        rows = rows.filter(named)
    return rows


def oldest_first(rows: ChangeRequestQuerySet) -> ChangeRequestQuerySet:
    """What waits first, the oldest on top; then the rest, the latest decided on top."""
    waits = Case(When(state__in=rules.WAITING, then=0), default=1, output_field=SmallIntegerField())
    since = Case(When(state__in=rules.WAITING, then=F("asked_at")))
    return rows.order_by(waits, since, F("decided_at").desc(nulls_last=True), "-pk")  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Waiting:
    """What waits for a post: how many requests, and since when the oldest."""

    count: int
    oldest_at: datetime | None


def waiting_for(post: Post, programme: Programme) -> Waiting:
    """What this post is to decide or answer; one query."""
    found = turn_of(changes_within(post, programme), post).order_by().aggregate(n=Count("pk"), oldest=Min("asked_at"))
    return Waiting(found["n"], found["oldest"])


def decided_lately(post: Post, programme: Programme, now: datetime) -> int:
    """How many requests of the post's own school were decided in the last days; one query."""
    rows = changes_within(post, programme).filter(asked_by__school=post.school_id, decided_at__gt=now - NEWS)
    return rows.count()


def changes_of(enrolment: Enrolment, post: Post) -> QuerySet[ChangeRequest]:
    """Every request about one teacher that a post may see, the latest first."""
    rows = changes_within(post, enrolment.programme).filter(enrolment=enrolment)
    return rows.order_by("-asked_at", "-pk")  # type: ignore[no-any-return]


def evidence_of(change: ChangeRequest, post: Post) -> QuerySet[ChangeEvidence]:
    """What proves it, as far as a post may see it; the files themselves are fetched one by one."""
    return ChangeEvidence.objects.within(post).filter(request=change).defer("sealed")  # type: ignore[no-any-return]


def steps_of_enrolment(enrolment: Enrolment) -> QuerySet[EnrolmentStep]:
    """What happened to an enrolment since it was made."""
    return EnrolmentStep.objects.filter(enrolment=enrolment).select_related("from_school", "to_school")


def waited_days(change: ChangeRequest, today: date) -> int:
    """For how many days it has waited."""
    return (today - change.asked_at.astimezone(ZONE).date()).days


def may_answer(post: Post, change: ChangeRequest) -> bool:
    """Whether this post speaks for the other school now."""
    judge = rules.Judge(post.kind, post.account_id, post.school_id)
    return post.kind == Kind.SCHOOL_CONTACT and rules.why_not_answer(change.matter, judge) is None


def why_not_grant(post: Post, change: ChangeRequest, today: date) -> str | None:
    """What keeps this post from granting it today, as the rule names it."""
    programme = change.enrolment.programme
    return rules.why_not_decide(
        change.matter, rules.Judge(post.kind, post.account_id, post.school_id), says_yes=True, today=today,
        term_ends_on=programme.term_ends_on, wait_days=programme.reading("A05", "review_within_days") or 0,
    )  # fmt: skip


def knows_other_school(post: Post, change: ChangeRequest) -> bool:
    """Whether a post is shown who stands on the other side.

    A school that claims a teacher is told which school has the person once that one has answered
    (A24); one that disputes a number is never told who is on record with it.
    """
    if change.kind == Kinds.DISPUTE:
        return post.school_id is None
    is_claimant = post.school_id is not None and post.school_id == change.to_school_id
    was_claimed = change.asked_by.school_id == change.to_school_id
    return not (is_claimant and was_claimed and change.state in {"open", "refused", "taken_back"})


def rows_before_after(change: ChangeRequest) -> list[tuple[str, str, str]]:
    """What is changed from what to what: label, before, after; personal numbers masked."""
    old, new = change.old, change.new
    match change.kind:
        case Kinds.TRANSFER:
            return [(_("School"), change.school.full_name, change.to_school.full_name if change.to_school else "")]
        case Kinds.WITHDRAWAL:
            return [(_("Training"), _("Enrolled"), _("Withdrawn"))]
        case Kinds.MOBILE:
            return [(_("Mobile"), masked_mobile(old["mobile"]), masked_mobile(new["mobile"]))]
        case Kinds.NAME:
            return [(_("Name"), old["name"], new["name"])]
        case Kinds.ID_NUMBER:
            return [(_("ID number"), masked_id(old["id_number"]), masked_id(new["id_number"]))]
        case Kinds.SUBJECT:
            return [
                (_("Stage"), old["stage"], new["stage"]),
                (_("Subject"), old["subject"], new["subject"]),
            ]
    return [(_("Mobile"), f"{masked_mobile(old['mobile'])} · {old['name']}", new["name"])]


def effects_of(change: ChangeRequest, post: Post) -> list[rules.Effect]:
    """What granting would do: here to enrolments, and in the rooms above as they say (``CHANGE_EFFECTS``).

    A school is told of itself and of the teacher, not of the other school.
    """
    effects = list(_own_effects(change))
    for path in settings.CHANGE_EFFECTS:
        tell: Callable[[ChangeRequest], Iterable[rules.Effect]] = import_string(path)
        effects += tell(change)
    seen = {None, post.school_id}
    return [effect for effect in effects if effect.lines and (post.school_id is None or effect.school in seen)]


def heads_after(change: ChangeRequest) -> list[tuple[School, int, int]]:
    """The schools whose head count would change: how many before and after."""
    moves = {Kinds.TRANSFER: 1, Kinds.WITHDRAWAL: 0}
    if change.kind not in moves:
        return []
    programme = change.enrolment.programme
    before = headcount_of(programme, change.school)
    found = [(change.school, before, max(0, before - 1))]
    if change.to_school is not None:
        gained = headcount_of(programme, change.to_school)
        found.append((change.to_school, gained, gained + 1))
    return found


def _own_effects(change: ChangeRequest) -> Iterable[rules.Effect]:
    for school, before, after in heads_after(change):
        sentence = ngettext(
            "%(before)s → %(after)s teacher enrolled", "%(before)s → %(after)s teachers enrolled", after
        )
        yield rules.Effect(school.registered_name, [sentence % {"before": before, "after": after}], school.pk)
    if change.kind in {Kinds.MOBILE, Kinds.DISPUTE}:
        yield rules.Effect(
            _("Account"),
            [
                _("Every device is signed out; both numbers are told by message where messages are set up."),
                _("Password and activation stay. Who has forgotten the password needs a new slip from the school."),
            ],
        )
    if change.kind == Kinds.WITHDRAWAL:
        yield rules.Effect(
            _("Account"), [_("The teacher can no longer study in this training; what was studied stays on record.")]
        )

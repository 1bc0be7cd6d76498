"""What can be asked of assessment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post, mobile_hash
from xingtan.assessment import keys, rules
from xingtan.assessment.marking import marks_of_school
from xingtan.assessment.models import Certificate, HoursEntry, MarkSheet, RecordedMark, Result, Scheme
from xingtan.assessment.scheme import HUNDRED, Judgement, Mark, Outcome, Records, Source, judge
from xingtan.coursework.queries import discussion_sums, homework_marks, marks_there
from xingtan.coursework.queries.quizzes import quiz_scores
from xingtan.enrolment.models import ChangeRequest, Enrolment
from xingtan.enrolment.rules import Effect
from xingtan.foundation.proofs import Breach
from xingtan.foundation.text import folded
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.schoolbased import queries as schoolbased
from xingtan.study.queries import recognised_seconds

SLICE = 1000
"""How many keys go into one IN list."""


def scheme_of(programme: Programme | None) -> Scheme | None:
    """The scheme of a programme, if it has one."""
    found: Scheme | None = Scheme.objects.select_related("programme").filter(programme=programme).first()
    return found


def accepted_in_division(programme: Programme, division_code: str) -> list[Enrolment]:
    """The learners of the schools that hang on one division (not of divisions below it)."""
    rows = Enrolment.objects.filter(programme=programme, school__division_id=division_code).accepted()
    return list(rows.order_by("pk"))


def accepted_among(programme: Programme, enrolment_ids: Iterable[int]) -> list[Enrolment]:
    """Those of these enrolments that count."""
    ids = sorted(enrolment_ids)
    found: list[Enrolment] = []
    for start in range(0, len(ids), SLICE):
        found += Enrolment.objects.filter(programme=programme, pk__in=ids[start : start + SLICE]).accepted()
    return found


def enrolled_by_sign(programme: Programme, signs: Iterable[str]) -> dict[str, Enrolment]:
    """The learners of a programme by what names them in a sheet: learner number or mobile; with their accounts."""
    by_hash = {mobile_hash(sign): sign for sign in signs}
    rows = Enrolment.objects.filter(programme=programme).accepted().select_related("account")
    pairs = list(by_hash.items())
    found: dict[str, Enrolment] = {}
    for start in range(0, len(pairs), SLICE):
        part = pairs[start : start + SLICE]
        by_mobile = rows.filter(account__mobile_hash__in=[hashed for hashed, _sign in part])
        found |= {by_hash[each.account.mobile_hash]: each for each in by_mobile}
        found |= {each.public_id: each for each in rows.filter(public_id__in=[sign for _hashed, sign in part])}
    return found


def divisions_with_learners(programme: Programme) -> dict[str, int]:
    """Division code → how many learners its schools have."""
    rows = Enrolment.objects.filter(programme=programme).accepted().order_by()
    counted = rows.values_list("school__division_id").annotate(heads=Count("pk"))
    return dict(sorted(counted))


def seconds_of(enrolment_ids: Iterable[int]) -> dict[int, int]:
    """Recognised seconds of study by enrolment, in slices that every database takes."""
    ids = list(enrolment_ids)
    found: dict[int, int] = {}
    for start in range(0, len(ids), SLICE):
        found |= recognised_seconds(ids[start : start + SLICE])
    return found


def records_of(enrolment_ids: Iterable[int], seconds: Mapping[int, int], scheme: Scheme) -> dict[int, Records]:
    """The records of these learners, every one of them present: marks entered, and those the scheme takes from coursework."""
    ids = list(enrolment_ids)
    marks: dict[int, list[Mark]] = defaultdict(list)
    for start in range(0, len(ids), SLICE):
        rows = RecordedMark.objects.filter(enrolment__in=ids[start : start + SLICE]).values_list(
            "enrolment_id", "public_id", "part", "score", "done_on", "minutes", "void__reason"
        )
        for pk, ref, part, score, done_on, minutes, reason in rows:
            marks[pk].append(Mark(ref, part, score, done_on, minutes, reason or ""))
        for pk, mark in _from_coursework(ids[start : start + SLICE], scheme):
            marks[pk].append(mark)
        for pk, mark in _from_quizzes(ids[start : start + SLICE], scheme):
            marks[pk].append(mark)
    counted, silent = schoolbased.counted_of(ids), _marks_without_reflection(scheme.programme)
    for pk, found in counted.items():
        marks[pk] += marks_of_school(found, marks[pk], silent=silent)
    return {pk: Records(seconds.get(pk, 0), tuple(marks[pk])) for pk in ids}


def _from_coursework(ids: Sequence[int], scheme: Scheme) -> Iterator[tuple[int, Mark]]:
    """Marked homework and what discussions come to, for the parts whose marks the scheme takes from there."""
    for part in scheme.rules.parts:
        if part.source is Source.HOMEWORK:
            for pk, works in homework_marks(ids).items():
                for work in works:
                    yield pk, Mark(work.ref, part.key, work.score, work.done_on, is_entered=False, about=work.title)
        if part.source is Source.DISCUSSION:
            for pk, said in discussion_sums(ids, scheme.programme).items():
                if said.last_on is not None:
                    words = _("%(counted)s contributions count, %(excellent)s of them excellent")
                    about = words % {"counted": said.counted, "excellent": said.excellent}
                    yield (
                        pk,
                        Mark(f"discussion:{pk}", part.key, said.score, said.last_on, is_entered=False, about=about),
                    )


def _from_quizzes(ids: Sequence[int], scheme: Scheme) -> Iterator[tuple[int, Mark]]:
    """What counts of the attempts at each quiz, for the parts whose marks the scheme takes from there."""
    for part in scheme.rules.parts:
        if part.source is Source.QUIZ:
            for pk, scores in quiz_scores(ids).items():
                for each in scores:
                    yield (
                        pk,
                        Mark(
                            f"quiz:{each.ref}", part.key, each.score, each.done_on, is_entered=False, about=each.title
                        ),
                    )


def untaken_marks(scheme: Scheme) -> list[tuple[Source, int]]:
    """What was marked or said in the programme and no part of its scheme takes, with how much of it there is.

    A programme that stored its scheme before homework, discussions or quizzes could be a source is told by this.
    Three queries.
    """
    there = marks_there(scheme.programme)
    counts = {Source.HOMEWORK: there.homework, Source.DISCUSSION: there.discussion, Source.QUIZ: there.quiz}
    taken = {part.source for part in scheme.rules.parts}
    return [(source, count) for source, count in counts.items() if count and source not in taken]


def _marks_without_reflection(programme: Programme) -> Decimal:
    """What an activity without the teacher's own reflection brings: data of the programme (A19)."""
    told = programme.reading("A19", "marks_without_reflection")
    return Decimal(told) if told is not None else HUNDRED


def results_of(enrolment_ids: Iterable[int]) -> dict[int, Result]:
    """The stored results of these learners, by enrolment."""
    ids = list(enrolment_ids)
    found: dict[int, Result] = {}
    for start in range(0, len(ids), SLICE):
        rows = Result.objects.filter(enrolment__in=ids[start : start + SLICE])
        found |= {result.enrolment_id: result for result in rows}
    return found


@dataclass(frozen=True)
class Standing:
    """Where one learner stands and why: the stored result if there is one, and the reckoning behind it."""

    enrolment: Enrolment
    scheme: Scheme
    judgement: Judgement
    outcome: Outcome
    result: Result | None
    marks: Mapping[str, RecordedMark]
    certificate: Certificate | None

    @property
    def is_settled(self) -> bool:
        """Whether it can still change."""
        return self.result is not None and self.result.settled_at is not None


def standing_of(enrolment: Enrolment, scheme: Scheme) -> Standing:
    """The standing of one learner: reckoned now, or, once settled, from what it was settled by."""
    result: Result | None = Result.objects.filter(enrolment=enrolment).first()
    marks = RecordedMark.objects.filter(enrolment=enrolment).select_related("void").order_by("done_on", "pk")
    settled = result if result is not None and result.settled_at is not None else None
    seconds = {enrolment.pk: settled.watched_seconds} if settled else recognised_seconds([enrolment.pk])
    judgement = judge(scheme.rules, scheme.demand, records_of([enrolment.pk], seconds, scheme)[enrolment.pk])
    return Standing(
        enrolment=enrolment,
        scheme=scheme,
        judgement=judgement,
        outcome=Outcome(settled.outcome) if settled else judgement.outcome,
        result=result,
        marks={mark.public_id: mark for mark in marks},
        certificate=Certificate.objects.filter(enrolment=enrolment, revoked_at__isnull=True).first(),
    )


def learners(post: Post, programme: Programme | None) -> "QuerySet[Enrolment]":
    """The learners a post may see, with their results, for a list."""
    rows = Enrolment.objects.within(post).filter(programme=programme).accepted()
    return rows.select_related("account", "school", "result")  # type: ignore[no-any-return]


def outcomes_of(post: Post, programme: Programme | None) -> dict[str, int]:
    """How many learners in reach stand where."""
    rows = Result.objects.within(post).filter(
        enrolment__programme=programme, enrolment__status=Enrolment.Status.ACCEPTED
    )
    return dict(rows.order_by().values_list("outcome").annotate(heads=Count("pk")))


def settled_passes() -> "QuerySet[Result]":
    """The results a certificate may rest on."""
    rows = Result.objects.filter(settled_at__isnull=False, enrolment__status=Enrolment.Status.ACCEPTED)
    rows = rows.exclude(outcome=Result.Outcome.SHORT)
    return rows.select_related("enrolment__account", "enrolment__school", "enrolment__programme")  # type: ignore[no-any-return]


def passed_without_certificate(programme: Programme, school: School) -> "QuerySet[Result]":
    """Who of a school is due a certificate; someone whose certificate was revoked is not."""
    rows = settled_passes().filter(enrolment__programme=programme, enrolment__school=school)
    return rows.filter(enrolment__certificates__isnull=True).order_by("enrolment_id")


def schools_due_certificates(programme: Programme) -> list[School]:
    """The schools where someone is due a certificate."""
    rows = settled_passes().filter(enrolment__programme=programme, enrolment__certificates__isnull=True)
    return list(School.objects.filter(pk__in=rows.order_by().values("enrolment__school")).order_by("code"))


def ledger_hours(enrolment_ids: Iterable[int]) -> dict[int, dict[str, Decimal]]:
    """The hours of these learners by kind: the sum of their ledger entries."""
    ids = list(enrolment_ids)
    hours: dict[int, dict[str, Decimal]] = {pk: {kind: Decimal(0) for kind in HoursEntry.Kind.values} for pk in ids}
    for start in range(0, len(ids), SLICE):
        rows = HoursEntry.objects.filter(enrolment__in=ids[start : start + SLICE]).order_by()
        for pk, kind, total in rows.values_list("enrolment_id", "kind").annotate(total=Sum("hours")):
            hours[pk][kind] = total
    return hours


def certificates(post: Post) -> "QuerySet[Certificate]":
    """The certificates a post may see, of every year, newest first."""
    rows = Certificate.objects.within(post).select_related("enrolment__account", "enrolment__school")
    return rows.order_by("-issued_at", "-number")  # type: ignore[no-any-return]


def certificates_of(account_id: int) -> list[Certificate]:
    """A person's own certificates that hold, of every year, newest first."""
    rows = Certificate.objects.filter(enrolment__account_id=account_id, revoked_at__isnull=True)
    return list(rows.order_by("-issued_at"))


def certificates_beside(post: Post, certificate: Certificate) -> list[Certificate]:
    """All that hold of the same school and programme, for printing together."""
    enrolment = certificate.enrolment
    rows = Certificate.objects.within(post).filter(revoked_at__isnull=True)
    same = rows.filter(enrolment__programme=enrolment.programme_id, enrolment__school=enrolment.school_id)
    return list(same.order_by("number"))


def certificates_due(programme: Programme) -> int:
    """How many passed, are settled and never had a certificate."""
    due: int = settled_passes().filter(enrolment__programme=programme, enrolment__certificates__isnull=True).count()
    return due


def mark_sheets(post: Post, programme: Programme | None) -> "QuerySet[MarkSheet]":
    """The sheets of marks uploaded for a programme, newest first."""
    rows = MarkSheet.objects.within(post).filter(programme=programme)
    return rows.select_related("uploaded_by__account").order_by("-uploaded_at", "-pk")  # type: ignore[no-any-return]


def certificate_by_id(public_id: str) -> Certificate | None:
    """The certificate behind a QR code."""
    found: Certificate | None = Certificate.objects.filter(public_id=public_id).first()
    return found


def certificate_by_number(number: str, name: str) -> Certificate | None:
    """The certificate of this number, only for who also knows whose it is: numbers can be counted through."""
    stored = rules.read_certificate_number(number)
    if stored is None:
        return None
    found: Certificate | None = Certificate.objects.filter(number=stored).first()
    return found if found is not None and found.said["name"] == folded(name) else None


def is_genuine(certificate: Certificate) -> bool:
    """Whether what is stored is what was signed."""
    payload = certificate.payload.encode()
    return rules.is_genuine(payload, certificate.signature, keys.verifying_keys(), certificate.key)


def effects_of_change(change: ChangeRequest) -> list[Effect]:
    """What a correction means for certificates: they say what was signed, so a valid one has to be issued anew (R71)."""
    if change.kind not in {"name", "id_number"}:
        return []
    valid = Certificate.objects.filter(enrolment__account=change.enrolment.account_id, revoked_at__isnull=True)
    sentence = _(
        "%(number)s bears what stands now. Academic affairs revokes it and issues it anew after the correction."
    )
    return [
        Effect(_("Certificates"), [sentence % {"number": number} for number in valid.values_list("number", flat=True)])
    ]


def hours_breaches() -> list[Breach]:
    """Settled results whose hours are not the sum of their ledger entries; one query."""
    sums = {
        kind: Coalesce(
            Sum("enrolment__hours_entries__hours", filter=Q(enrolment__hours_entries__kind=kind)),
            Decimal("0.0"),
            output_field=DecimalField(max_digits=8, decimal_places=1),
        )
        for kind in (HoursEntry.Kind.ONLINE, HoursEntry.Kind.SCHOOL_BASED)
    }
    settled: Any = Result.objects.filter(settled_at__isnull=False).annotate(
        **{f"entered_{kind}": each for kind, each in sums.items()}
    )
    rows = settled.values_list("pk", "online_hours", "school_based_hours", "entered_online", "entered_school_based")
    return [
        Breach("hours_are_not_the_ledger", f"assessment.result:{pk}")
        for pk, online, school_based, entered_online, entered_school_based in rows.iterator(chunk_size=2000)
        if (online, school_based) != (entered_online, entered_school_based)
    ]

"""Asking about one of the bank's lines: its candidates, what was done to it, what a clerk decided last."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from xingtan.accounts.models import Post
from xingtan.billing.matching import Against, For
from xingtan.billing.models import (
    Allocation,
    Answer,
    BankLine,
    Bill,
    BillQuerySet,
    LineStanding,
    LineState,
    Question,
    SetAside,
    Statement,
    StatementLayout,
)
from xingtan.programmes.models import Programme


@dataclass(frozen=True)
class FoundBill:
    """A candidate on the clerk's page: the bill as it stands now, and why it was found."""

    bill: Bill
    reasons: list[dict[str, Any]]
    share: Decimal
    """What it would get: what is left of the line, but not more than it still wants."""


def candidates_of(standing: LineStanding) -> list[FoundBill]:
    """The bills matching found for a line, best first, each as it stands now; what a school said weighs most."""
    found = _with_answers(standing)
    bills = Bill.objects.filter(pk__in=[each["bill"] for each in found]).with_received()
    by_key = {bill.pk: bill for bill in bills.select_related("school__division", "programme")}
    return [
        FoundBill(by_key[each["bill"]], _sorted(each["reasons"]), share_for(by_key[each["bill"]], standing))
        for each in found
        if each["bill"] in by_key
    ]


def _with_answers(standing: LineStanding) -> list[dict[str, Any]]:
    """Candidates with the answers of their schools: who says yes first, even if matching did not find it; no last."""
    rows = Question.objects.filter(line=standing.pk, answer__in=(Answer.YES, Answer.NO)).order_by("pk")
    answers = {row.bill_id: row for row in rows}
    found = list(standing.findings.get("candidates", []))
    known = {each["bill"] for each in found}
    found += [
        {"bill": key, "reasons": []} for key, row in answers.items() if key not in known and row.answer == Answer.YES
    ]
    order = {Answer.YES: 0, Answer.NO: 2}
    ranked = sorted(
        found, key=lambda each: order[Answer(answers[each["bill"]].answer)] if each["bill"] in answers else 1
    )
    return [{**each, "reasons": [*_said(answers.get(each["bill"])), *each["reasons"]]} for each in ranked]


def _said(question: Question | None) -> list[dict[str, Any]]:
    return (
        [{"code": f"school_{question.answer}", "about": {}, "for": question.answer == Answer.YES}] if question else []
    )


def county_of_payer(standing: LineStanding) -> str:
    """The county that paid, as matching read it; an empty text for any other transfer."""
    reasons = standing.findings.get("reasons", ())
    return next((str(r["about"].get("county", "")) for r in reasons if r["code"] == Against.COUNTY_DIFFERS), "")


def counties_with_bills(programme: Programme, post: Post) -> list[str]:
    """Names of the counties whose schools have bills, in the order of their codes."""
    rows = Bill.objects.within(post).filter(programme=programme).order_by("school__division")
    return list(dict.fromkeys(rows.values_list("school__division__name", flat=True)))


def bills_of_payers_county(standing: LineStanding, most: int) -> list[FoundBill]:
    """Where a county paid and matching names no school: its bills still open, those nearest to the amount first."""
    told = [
        r["about"].get("county") for r in standing.findings.get("reasons", ()) if r["code"] == Against.COUNTY_DIFFERS
    ]
    if not told:
        return []
    rows = Bill.objects.filter(programme=standing.programme_id, school__division__name=told[0]).still_open()
    rows = rows.select_related("school__division", "programme")
    bills = sorted(rows, key=lambda bill: (abs(bill.standing.rest - standing.rest), bill.pk))
    return [FoundBill(bill, _sums(bill, standing), share_for(bill, standing)) for bill in bills[:most]]


def _sums(bill: Bill, standing: LineStanding) -> list[dict[str, Any]]:
    rest = bill.standing.rest
    if rest == standing.rest:
        return [{"code": str(For.AMOUNT), "about": {"heads": str(bill.headcount)}, "for": True}]
    return [{"code": str(Against.AMOUNT_OTHER), "about": {"rest": str(rest)}, "for": False}]


def _sorted(reasons: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What speaks for it first."""
    return sorted(reasons, key=lambda reason: not reason["for"])


def share_for(bill: Bill, standing: LineStanding) -> Decimal:
    """What is left of a line, but not more than a bill still wants; all that is left for one that wants nothing."""
    wanted = bill.standing.rest
    return min(standing.rest, wanted) if wanted > 0 else standing.rest


def decided_by(programme: Programme | None, post: Post, most: int) -> list[LineStanding]:
    """The lines on which this clerk decided last and which still stand so, latest first; three queries."""
    given = Allocation.objects.filter(by=post.public_id, bill__programme=programme)
    aside = SetAside.objects.filter(by=post.public_id, is_release=False, line__standing__programme=programme)
    seen: list[tuple[Any, int]] = []
    for rows in (given, aside):
        seen += rows.order_by("-pk").values_list("at", "line_id")[: most * 4]
    keys = list(dict.fromkeys(line for _at, line in sorted(seen, reverse=True)))
    states = (LineState.BOOKED, LineState.PART, LineState.ASIDE)
    standings = LineStanding.objects.filter(state__in=states).select_related("line").in_bulk(keys)
    return [standings[key] for key in keys if key in standings][:most]


def bills_named(rows: Any, words: str) -> Any:
    """Of some bills those whose code, school, county or contact has every one of the words."""
    for word in words.split():
        rows = rows.filter(
            Q(code__iexact=word)
            | Q(school__registered_name__icontains=word)
            | Q(school__full_name__icontains=word)
            | Q(school__division__name__icontains=word)
            | Q(contact__icontains=word)
        )
    return rows


def bills_found_by(programme: Programme | None, post: Post, words: str) -> BillQuerySet:
    """Bills by code, school name, county or contact, for a clerk who looks for one."""
    rows = Bill.objects.within(post).filter(programme=programme).with_received().select_related("school__division")
    return bills_named(rows, words).order_by("school__division_id", "school__registered_name")  # type: ignore[no-any-return]


def live_shares(line: BankLine) -> QuerySet[Allocation]:
    """What of a line is allocated now."""
    rows = Allocation.objects.filter(line=line).live()
    return rows.select_related("bill__school__division").order_by("pk")  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Step:
    """One thing done to a line."""

    at: Any
    by: str
    what: str
    """allocated, undone, aside, released; asked, said_yes, said_no, unasked."""
    amount: Decimal | None
    about: str


def history_of(line: BankLine) -> list[Step]:
    """Everything done to a line, latest first."""
    allocations = line.allocations.select_related("bill__school")
    steps = [
        Step(row.at, row.by_words, "undone" if row.amount < 0 else "allocated", abs(row.amount), str(row.bill.school))
        for row in allocations
    ]
    steps += [
        Step(row.at, row.by_words, "released" if row.is_release else "aside", None, row.note or _why(row))
        for row in line.asides.all()
    ]
    for question in Question.objects.filter(line=line).select_related("bill__school"):
        steps += _steps_of(question)
    return sorted(steps, key=lambda step: step.at, reverse=True)


_ANSWERED = {Answer.YES: "said_yes", Answer.NO: "said_no", Answer.TAKEN_BACK: "unasked"}


def _steps_of(question: Question) -> list[Step]:
    school = str(question.bill.school)
    steps = [Step(question.asked_at, question.asked_by, "asked", None, school)]
    if question.answered_at:
        about = question.said or school
        steps.append(Step(question.answered_at, question.answered_by, _ANSWERED[Answer(question.answer)], None, about))
    return steps


def _why(row: SetAside) -> str:
    return str(row.get_why_display()) if row.why else ""


def statements_of(programme: Programme | None, post: Post) -> QuerySet[Statement]:
    """Imported statements, latest first."""
    return Statement.objects.within(post).filter(programme=programme).order_by("-imported_at", "-pk")  # type: ignore[no-any-return]


def layouts_shown(programme: Programme | None, post: Post) -> QuerySet[StatementLayout]:
    """Layouts of statements that were explained once, the latest first."""
    return StatementLayout.objects.within(post).filter(programme=programme).order_by("-said_at", "-pk")  # type: ignore[no-any-return]


def programmes_sharing(standing: LineStanding) -> QuerySet[Programme]:
    """Other programmes that collect on the account of this line's."""
    rows = Programme.objects.filter(payee_account=standing.programme.payee_account)
    return rows.exclude(pk=standing.programme_id).order_by("-code")

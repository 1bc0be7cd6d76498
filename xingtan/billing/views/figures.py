"""Money in figures: what came and whose it is, how long the rest lies, day by day; each figure opens to what is behind it."""

from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.audit import actions as audit
from xingtan.billing import account_books, exports, figure_words, queries
from xingtan.billing.ageing import Age
from xingtan.billing.models import NOTHING
from xingtan.billing.queries import figures as asking
from xingtan.billing.queries.day_book import days_of
from xingtan.billing.views.bills import WATCHERS
from xingtan.foundation import clock
from xingtan.foundation.clock import ZONE
from xingtan.ui.charts import Series, bar
from xingtan.ui.lists import page_of, sorting_of, wants_export

KEEPERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR)
"""Who sees the bank's lines; city and county see the state of their schools' bills."""
BY_COUNTY = {
    name: name for name in ("code", "paid", "due", "allocated", "to_come", "over", "open", "aside", "refunding")
}
BY_BILL = {
    "drawn": "drawn_at", "school": "school__registered_name", "county": "school__division", "amount": "amount",
    "received": "received", "rest": "rest",
}  # fmt: skip
BY_LINE = {
    "date": "line__booked_at",
    "payer": "line__payer_name",
    "amount": "amount",
    "allocated": "allocated",
    "rest": "left",
}


@require_GET
@admits(*WATCHERS)
def figures(request: ActingRequest) -> HttpResponse:
    """What is due, came and is still to come by county; of those who keep the money also where every yuan is."""
    programme, post, today = request.programme, request.acting, clock.today()
    bills = queries.bills_of(programme, post)
    counties, sorting = asking.counties_of(bills), sorting_of(request, BY_COUNTY, default="code")
    whole, is_keeper = asking.whole_of(counties), post.kind in KEEPERS
    rows = asking.incoming(programme, post)
    nowhere = _placed(counties, request, rows) if is_keeper else {}
    if wants_export(request):
        audit.record("export_money_by_county", by=post, about=programme)
        return exports.counties(counties)
    context: dict[str, Any] = {
        "counties": sorted(counties, key=attrgetter(sorting.name), reverse=sorting.is_descending), "sorting": sorting,
        "whole": whole, "is_keeper": is_keeper, "chart": _chart(counties), "now": clock.now(),
        "sentence": figure_words.sentence(whole), "definitions": figure_words.definitions(is_keeper=is_keeper),
        "unpaid": _aged(asking.unpaid_by_age(bills, today), reverse("billing:figures_bills")),
    }  # fmt: skip
    if is_keeper:
        context |= {
            "money": asking.money_of(rows), "whole": asking.whole_of(counties), "nowhere": nowhere,
            "open": _aged(asking.open_by_age(rows, today), f"{reverse('billing:figures_lines')}?what=open"),
        }  # fmt: skip
    return render(request, "billing/figures.html", context)


def _placed(counties: list[asking.CountyMoney], request: ActingRequest, rows: Any) -> dict[str, Any]:
    """Give each county what goes back, lies open or is set aside of it; what is of no single county is returned."""
    back = asking.refunds_by_county(request.programme, request.acting)
    undecided = asking.undecided_by_county(request.programme, rows)
    for county in counties:
        county.refunding = back.pop(county.code, county.refunding)
        for name, amount in undecided.pop(county.code, {}).items():
            setattr(county, name, amount)
    rest = {name: sum(each[name] for each in undecided.values()) for name in ("open", "aside")}
    return {**rest, "refunding": sum(back.values())}


def _aged(piles: dict[Age, Any], page: str) -> list[dict[str, Any]]:
    glue = "&" if "?" in page else "?"
    return [
        {"label": figure_words.AGES[age], "pile": pile, "href": f"{page}{glue}age={age.value.replace('+', '%2B')}"}
        for age, pile in piles.items()
    ]


def _chart(counties: list[asking.CountyMoney]) -> Any:
    series = [
        Series(_("Arrived"), [float(each.allocated) for each in counties]),
        Series(_("Still to come"), [float(each.to_come) for each in counties]),
    ]
    page = reverse("billing:index")
    hrefs = [f"{page}?county={each.code}" for each in counties]
    return (
        bar([each.name for each in counties], series, axis=_("County"), hrefs=hrefs, stacked=True) if counties else None
    )


@require_GET
@admits(*KEEPERS)
def figures_schools(request: ActingRequest) -> HttpResponse:
    """Each school's money: what is due, arrived and to come, and what lies open or set aside and looks most like its own."""
    rows = queries.bills_of(request.programme, request.acting).annotate(rest=asking.wanted_of())
    if county := request.GET.get("county", ""):
        rows = rows.filter(school__division=county)
    sorting = sorting_of(request, BY_BILL, default="school")
    undecided = asking.undecided_by_likeness(asking.incoming(request.programme, request.acting))
    if wants_export(request):
        audit.record("export_money_by_school", by=request.acting, rows=rows.count())
        return exports.schools(sorting.applied_to(rows), undecided)
    page = page_of(request, sorting.applied_to(rows))
    context = {"page": page, "rows": [(bill, undecided.get(bill.pk)) for bill in page], "sorting": sorting}
    return render(request, "billing/figures_schools.html", context)


@require_GET
@admits(*WATCHERS)
def figures_bills(request: ActingRequest) -> HttpResponse:
    """The bills behind an age: who has owed money for how long."""
    rows = queries.bills_of(request.programme, request.acting).still_open()
    age = request.GET.get("age")
    rows = asking.of_age(rows, "drawn_at", age, clock.today()).annotate(rest=asking.wanted_of())
    sorting = sorting_of(request, BY_BILL, default="drawn")
    if wants_export(request):
        audit.record("export_open_bills", by=request.acting, rows=rows.count())
        return exports.open_bills(sorting.applied_to(rows), clock.today())
    context = {"page": page_of(request, sorting.applied_to(rows)), "sorting": sorting, "age": _age_words(age)}
    return render(request, "billing/figures_bills.html", context)


@require_GET
@admits(*KEEPERS)
def figures_lines(request: ActingRequest) -> HttpResponse:
    """The bank's lines behind a figure."""
    what = request.GET.get("what", "received")
    if what not in asking.WHATS:
        raise Http404
    rows = asking.behind(asking.incoming(request.programme, request.acting), what)
    age, day = request.GET.get("age"), _day(request.GET.get("day"))
    rows = asking.of_age(rows, "line__booked_at", age, clock.today())
    if day is not None:
        begins = datetime.combine(day, time(), ZONE)
        rows = rows.filter(line__booked_at__gte=begins, line__booked_at__lt=begins + timedelta(days=1))
    rows, sorting = rows.annotate(left=asking.rest_of()), sorting_of(request, BY_LINE, default="-date")
    if wants_export(request):
        audit.record("export_transfers", by=request.acting, state=what, rows=rows.count())
        return exports.transfers(sorting.applied_to(rows))
    context = {
        "page": page_of(request, sorting.applied_to(rows)), "sorting": sorting, "title": figure_words.WHATS[what],
        "age": _age_words(age), "day": day, "sums": asking.money_of(rows),
    }  # fmt: skip
    return render(request, "billing/figures_lines.html", context)


def _age_words(age: str | None) -> str:
    return str(figure_words.AGES[Age(age)]) if age in set(Age) else ""


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


@require_GET
@admits(*KEEPERS)
def day_book(request: ActingRequest) -> HttpResponse:
    """Every bank day with its lines and the running sum, the latest first."""
    if wants_export(request):
        audit.record("export_day_book", by=request.acting, about=request.programme)
        return exports.workbook(account_books.day_book(request.programme, request.acting), "day-book.xlsx")
    days = days_of(request.programme, request.acting)
    wrong = [each for each in days if each.difference]
    context = {
        "page": page_of(request, days[::-1]), "wrong": wrong, "is_shared": any(each.elsewhere for each in days),
        "days": len(days), "last": days[-1] if days else None,
        "came_in": sum((each.came_in for each in days), NOTHING),
        "went_out": sum((each.went_out for each in days), NOTHING), "now": clock.now(),
    }  # fmt: skip
    return render(request, "billing/day_book.html", context)


@require_GET
@admits(*KEEPERS)
def account_book(request: ActingRequest) -> HttpResponse:
    """Bills, lines, allocations, refunds and the day book as one workbook for the accountant."""
    audit.record("export_account_book", by=request.acting, about=request.programme)
    content = account_books.workbook(request.programme, request.acting)
    return exports.workbook(content, _("Account book") + f" {clock.today().isoformat()}.xlsx")

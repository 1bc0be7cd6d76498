"""Money in figures: what came and whose it is, how long the rest lies, day by day; each figure opens to what is behind it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xingtan.accounts.access import ActingRequest, admits
from xingtan.accounts.models import Kind
from xingtan.audit import actions as audit
from xingtan.billing import account_books, figure_words, queries
from xingtan.billing.ageing import Age
from xingtan.billing.models import NOTHING
from xingtan.billing.queries import figures as asking
from xingtan.billing.queries.day_book import days_of
from xingtan.billing.views.bills import WATCHERS
from xingtan.foundation import clock
from xingtan.foundation.clock import ZONE
from xingtan.ui.charts import Series, bar
from xingtan.ui.lists import page_of

KEEPERS = (Kind.FINANCE, Kind.PROVIDER_MANAGER, Kind.AUDITOR)
"""Who sees the bank's lines; city and county see the state of their schools' bills."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@admits(*WATCHERS)
def figures(request: ActingRequest) -> HttpResponse:
    """What is due, came and is still to come by county; of those who keep the money also where every yuan is."""
    programme, post, today = request.programme, request.acting, clock.today()
    bills = queries.bills_of(programme, post)
    counties = asking.counties_of(bills)
    whole, is_keeper = asking.whole_of(counties), post.kind in KEEPERS
    context: dict[str, Any] = {
        "counties": counties, "whole": whole, "is_keeper": is_keeper, "chart": _chart(counties), "now": clock.now(),
        "sentence": figure_words.sentence(whole), "definitions": figure_words.definitions(is_keeper=is_keeper),
        "unpaid": _aged(asking.unpaid_by_age(bills, today), reverse("billing:figures_bills")),
    }  # fmt: skip
    if is_keeper:
        rows = asking.incoming(programme, post)
        back = asking.refunds_by_county(programme, post)
        for county in counties:
            county.refunding = back.get(county.code, county.refunding)
        context |= {
            "money": asking.money_of(rows), "whole": asking.whole_of(counties), "back_elsewhere": back.get("", 0),
            "open": _aged(asking.open_by_age(rows, today), f"{reverse('billing:figures_lines')}?what=open"),
        }  # fmt: skip
    return render(request, "billing/figures.html", context)


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
@admits(*WATCHERS)
def figures_bills(request: ActingRequest) -> HttpResponse:
    """The bills behind an age: who has owed money for how long."""
    rows = queries.bills_of(request.programme, request.acting).still_open()
    age = request.GET.get("age")
    rows = asking.of_age(rows, "drawn_at", age, clock.today()).order_by("drawn_at", "pk")
    context = {"page": page_of(request, rows), "age": _age_words(age), "today": clock.today()}
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
    context = {
        "page": page_of(request, rows), "title": figure_words.WHATS[what], "age": _age_words(age), "day": day,
        "sums": asking.money_of(rows),
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
    days = days_of(request.programme, request.acting)
    wrong = [each for each in days if each.difference]
    context = {
        "page": page_of(request, days[::-1]), "wrong": wrong, "days": len(days), "last": days[-1] if days else None,
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
    answer = HttpResponse(content, content_type=XLSX)
    name = f"{_('Account book')} {clock.today().isoformat()}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003 - Django's own
    return answer

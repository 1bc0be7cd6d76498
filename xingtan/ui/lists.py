"""Lists: one page of rows, sorting by a heading, the address of the export.

A view writes::

    sorting = sorting_of(request, {"name": "registered_name", "heads": "headcount"}, default="name")
    page = page_of(request, sorting.applied_to(rows))

and the template ``<c-pager :page="page" />`` and ``<c-sort :sorting="sorting" by="name">…</c-sort>``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

PER_PAGE = 50
NEIGHBOURS = 2


@dataclass(frozen=True)
class PageLink:
    """A number in the pager; number 0 stands for pages left out."""

    number: int
    href: str = ""
    is_current: bool = False


class ListPage(Page):  # type: ignore[type-arg]  # generic only in the stubs
    """One page of a list that knows the addresses of its neighbours."""

    def __init__(self, rows: Sequence[Any], number: int, paginator: "ListPaginator") -> None:
        super().__init__(rows, number, paginator)
        self.query = paginator.query

    @property
    def previous_href(self) -> str:
        """The page before."""
        return address(self.query, page=self.previous_page_number())

    @property
    def next_href(self) -> str:
        """The page after."""
        return address(self.query, page=self.next_page_number())

    @property
    def links(self) -> Iterator[PageLink]:
        """First, last and the pages around this one."""
        last = self.paginator.num_pages
        near = range(self.number - NEIGHBOURS, self.number + NEIGHBOURS + 1)
        before = 0
        for number in sorted({1, last, *(n for n in near if 1 <= n <= last)}):
            if number > before + 1:
                yield PageLink(number=0)
            yield PageLink(number, address(self.query, page=number), number == self.number)
            before = number


class ListPaginator(Paginator):  # type: ignore[type-arg]  # generic only in the stubs
    """Cuts a list into pages and keeps what the address asked besides."""

    def __init__(self, rows: Any, per: int, query: QueryDict) -> None:
        super().__init__(rows, per)
        self.query = query

    def _get_page(self, *args: Any, **kwargs: Any) -> ListPage:
        return ListPage(*args, **kwargs)


def page_of(request: HttpRequest, rows: Any, per: int = PER_PAGE) -> ListPage:
    """The page of a queryset or sequence that ``?page=`` asks for; two SQL queries.

    A page number that is no number shows the first page, one too high the last.
    """
    paginator = ListPaginator(rows, per, request.GET)
    return cast("ListPage", paginator.get_page(request.GET.get("page")))


@dataclass(frozen=True)
class Column:
    """A heading one can sort by."""

    href: str
    aria: str
    icon: str


@dataclass(frozen=True)
class Sorting:
    """How a list is sorted, from ``?sort=name`` or ``?sort=-name``."""

    columns: Mapping[str, str]
    name: str
    is_descending: bool
    query: QueryDict

    def applied_to(self, rows: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
        """The rows in this order; equal ones by key, so that no row shows twice over two pages."""
        field = self.columns[self.name]
        return rows.order_by(f"-{field}" if self.is_descending else field, "pk")

    def column(self, name: str) -> Column:
        """The heading of one column: a click sorts by it, a second click the other way round."""
        is_current = name == self.name
        turns = is_current and not self.is_descending
        href = address(self.query, sort=f"-{name}" if turns else name, page=None)
        if not is_current:
            return Column(href, "none", "")
        if self.is_descending:
            return Column(href, "descending", "sort-down")
        return Column(href, "ascending", "sort-up")


def sorting_of(request: HttpRequest, columns: Mapping[str, str], default: str) -> Sorting:
    """The sorting the address asks for; an unknown name falls back to ``default``."""
    asked = request.GET.get("sort", "")
    if asked.removeprefix("-") not in columns:
        asked = default
    return Sorting(columns, asked.removeprefix("-"), asked.startswith("-"), request.GET)


def export_href_of(request: HttpRequest) -> str:
    """The whole list behind this page, filters kept, as a workbook."""
    return address(request.GET, export="xlsx", page=None)


def wants_export(request: HttpRequest) -> bool:
    """Whether the address asks for the workbook instead of the page."""
    return request.GET.get("export") == "xlsx"


def address(query: QueryDict, **changes: Any) -> str:
    """The query string with some parts changed; None takes a part out."""
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"

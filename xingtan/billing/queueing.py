"""The queue as a clerk has it before her: which lines, in which order; kept for the session, so that deciding goes on in it."""

from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from xingtan.accounts.access import ActingRequest
from xingtan.accounts.scopes import within
from xingtan.billing import queries
from xingtan.billing.forms import TransferFilter
from xingtan.billing.models import BankLine, LineState
from xingtan.billing.queries import Narrowing, Place
from xingtan.organisations.models import Division
from xingtan.ui.lists import Sorting, address

QUEUES: dict[str, Narrowing] = {
    "open": Narrowing(queries.OPEN, is_asked=False),
    "asked": Narrowing(queries.OPEN, is_asked=True),
    "booked": Narrowing((LineState.BOOKED, LineState.PART)),
    "aside": Narrowing((LineState.ASIDE,)),
    "ignored": Narrowing((LineState.IGNORED,)),
}
COLUMNS = {"amount": "amount", "date": "line__booked_at", "payer": "line__payer_name"}
BY_VALUE = "-amount"
"""Much money first: what a clerk settles in an hour counts most so."""
_REMEMBERED = "queue_of_transfers"


class Queue:
    """The lines that an address asks for: ``?state=open&sort=-amount&q=…&county=…&reason=…``."""

    def __init__(self, request: ActingRequest, query: QueryDict) -> None:
        self._request, self.query = request, query
        self.name = query.get("state", "open") if query.get("state") in QUEUES else "open"
        counties = within(Division.objects.all(), request.acting).exclude(kind=Division.Kind.PROVINCE)
        self.filters = TransferFilter(query, counties=counties)
        asked = query.get("sort", BY_VALUE)
        asked = asked if asked.removeprefix("-") in COLUMNS else BY_VALUE
        self.sorting = Sorting(COLUMNS, asked.removeprefix("-"), asked.startswith("-"), query)

    @classmethod
    def shown(cls, request: ActingRequest) -> "Queue":
        """The one the page of the list shows; remembered."""
        request.session[_REMEMBERED] = address(request.GET, page=None, export=None).removeprefix("?")
        return cls(request, request.GET)

    @classmethod
    def last(cls, request: ActingRequest) -> "Queue":
        """The one looked at last in this session, else all that is open."""
        return cls(request, QueryDict(request.session.get(_REMEMBERED, "")))

    @cached_property
    def rows(self) -> Any:
        """Its lines, in order."""
        base, chosen = QUEUES[self.name], self.filters.chosen
        wanted = Narrowing(base.states, base.is_asked, chosen("q") or "", chosen("county"), chosen("reason") or "")
        return self.sorting.applied_to(queries.queue(self._request.programme, self._request.acting, wanted))

    def place_of(self, line: BankLine) -> Place:
        """Where a line stands in it."""
        return queries.place_of(self.rows, line)

    def tabs(self) -> list[dict[str, Any]]:
        """Every queue with how many lines it has."""
        counts = queries.queue_counts(self._request.programme, self._request.acting)
        words = {
            "open": _("To decide"), "asked": _("School is asked"), "booked": _("Booked"), "aside": _("Set aside"),
            "ignored": _("No matter"),
        }  # fmt: skip
        return [
            {
                "name": name, "word": words[name], "is_current": name == self.name,
                "count": sum(n for (state, is_asked), n in counts.items() if _belongs(each, state, is_asked=is_asked)),
            }
            for name, each in QUEUES.items()
        ]  # fmt: skip


def _belongs(queue: Narrowing, state: str, *, is_asked: bool) -> bool:
    return state in queue.states and queue.is_asked in (None, is_asked)

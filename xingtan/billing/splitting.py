"""The rows of a split: bills with amounts typed beside them, kept while more schools are looked for."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from xingtan.accounts.models import Post
from xingtan.billing import queries
from xingtan.billing.models import Bill, LineStanding
from xingtan.foundation.yuan import NotMoney, read_yuan

FOUND = 20


@dataclass
class SplitRow:
    """A bill, what was typed beside it, and what is wrong with that."""

    bill: Bill
    typed: str = ""
    error: str = ""


class SplitRows:
    """What the page of a split shows, from what was posted: ``amount-<bill>`` fields and words to look for."""

    def __init__(self, standing: LineStanding, post: Post, data: QueryDict) -> None:
        self.standing = standing
        self.words = str(data.get("q", "")).strip()
        version = str(data.get("version", ""))
        self.version = int(version) if version.isdecimal() else standing.version
        self.errors: list[str] = []
        typed = {
            name.removeprefix("amount-"): str(text).strip() for name, text in data.items() if name.startswith("amount-")
        }
        self.rows = [SplitRow(bill, typed.get(bill.public_id, "")) for bill in self._bills(post, typed)]
        self.found_nothing = bool(self.words) and not self._found(post)
        self.shares: list[tuple[Bill, Decimal]] = []

    def _bills(self, post: Post, typed: dict[str, str]) -> list[Bill]:
        """Bills with something typed, the candidates, and those just found, each once."""
        named = Bill.objects.within(post).filter(programme=self.standing.programme_id, public_id__in=typed)
        rows: list[Bill] = [*named.with_received().select_related("school__division")]
        rows = [row for row in rows if typed[row.public_id]]
        rows += [each.bill for each in queries.candidates_of(self.standing)]
        rows += self._found(post)
        return list({row.pk: row for row in rows}.values())

    def _found(self, post: Post) -> list[Bill]:
        return list(queries.bills_found_by(self.standing.programme, post, self.words)[:FOUND]) if self.words else []

    def is_valid(self) -> bool:
        """Whether every amount typed is one; fills ``shares`` or the errors beside the rows."""
        for row in self.rows:
            if row.typed:
                self._take(row)
        if not self.shares and not self.errors:
            self.errors.append(_("Please type an amount beside at least one school."))
        return not self.errors

    def _take(self, row: SplitRow) -> None:
        try:
            self.shares.append((row.bill, read_yuan(row.typed)))
        except NotMoney:
            row.error = _("“%(typed)s” is not an amount.") % {"typed": row.typed}
            self.errors.append(row.error)

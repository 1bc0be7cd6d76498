"""Who declared what, who falls short and by how much, who has not declared."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable

from xingtan.accounts.models import Post
from xingtan.accounts.scopes import within
from xingtan.foundation.proofs import Breach
from xingtan.foundation.yuan import yuan
from xingtan.funding.models import CountyReminder, Declaration, Draft
from xingtan.funding.rules import Share
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import prefix_of
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import units_of

NOTHING = Decimal("0.00")
Declared = QuerySet[Declaration]


def at(place: Division | School) -> dict[str, Any]:
    """The place as the rows name it."""
    return {"division": place} if isinstance(place, Division) else {"school": place}


def standing_of(place: Division | School, year: int) -> Declaration | None:
    """What a county or school declared for a year, as it holds now."""
    rows = Declaration.objects.filter(year=year, **at(place)).standing()
    found: Declaration | None = rows.select_related("by__account").first()
    return found


def history_of(place: Division | School) -> list[Declaration]:
    """Every version of every year, the latest first."""
    return list(Declaration.objects.filter(**at(place)).select_related("by__account"))


def draft_of(place: Division | School, year: int) -> Draft | None:
    """What somebody began to fill in."""
    found: Draft | None = Draft.objects.filter(year=year, **at(place)).select_related("by__account").first()
    return found


# --- schools ---------------------------------------------------------------------------------


def _of_schools(year: int) -> Declared:
    return Declaration.objects.filter(year=year, school__isnull=False).standing()  # type: ignore[no-any-return]


def area(post: Post, programme: Programme, division: Division | None = None) -> QuerySet[School]:
    """The schools of a programme that a post sees; of one division only those that hang on it."""
    rows = School.objects.filter(division__code__startswith=prefix_of(programme.owner_division_id))
    return within(rows if division is None else rows.filter(division=division), post)


def with_declared(schools: QuerySet[School], year: int) -> QuerySet[School]:
    """Schools with ``base``, ``training``, ``percent`` and ``missing`` as declared; None where nothing was."""
    rows = _of_schools(year).filter(school=OuterRef("pk"))
    columns = ("base", "training", "percent", "missing")
    found: dict[str, Combinable] = {name: Subquery(rows.values(name)[:1]) for name in columns}
    return schools.annotate(**found)


def share_of(row: Any) -> Share | None:
    """What a school from ``with_declared`` declared, beside what the norm asked."""
    if row.base is None:
        return None
    return Share(yuan(row.base), yuan(row.training), yuan(row.percent))


def in_state(schools: QuerySet[School], year: int, state: str | None) -> QuerySet[School]:
    """Those that have not declared (``undeclared``), fall short (``short``), declared enough (``met``); else all."""
    rows = _of_schools(year).filter(school=OuterRef("pk"))
    match state:
        case "undeclared":
            return schools.filter(~Exists(rows))
        case "short":
            return schools.filter(Exists(rows.filter(missing__gt=0)))
        case "met":
            return schools.filter(Exists(rows.filter(missing=0)))
    return schools


def owing(schools: QuerySet[School], year: int) -> QuerySet[School]:
    """Those to be reminded (R30): nothing declared, or less than the norm."""
    rows = _of_schools(year).filter(school=OuterRef("pk"), missing=0)
    return schools.filter(~Exists(rows))


@dataclass(frozen=True)
class Sums:
    """Schools taken together: how many declared, how many fall short, and their money."""

    schools: int = 0
    declared: int = 0
    short: int = 0
    base: Decimal = NOTHING
    training: Decimal = NOTHING
    missing: Decimal = NOTHING

    @property
    def undeclared(self) -> int:
        """Those from which nothing came."""
        return self.schools - self.declared

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.schools + other.schools, self.declared + other.declared, self.short + other.short,
            self.base + other.base, self.training + other.training, self.missing + other.missing,
        )  # fmt: skip


def _sums(schools: int, row: dict[str, Any]) -> Sums:
    money = {name: Decimal(row[name] or 0).quantize(NOTHING) for name in ("base", "training", "missing")}
    return Sums(schools, row["declared"], row["short"], **money)


_COLUMNS: dict[str, Any] = {
    "declared": Count("pk"), "short": Count("pk", filter=Q(missing__gt=0)),
}  # fmt: skip


def _added() -> dict[str, Any]:
    return {name: Sum(name) for name in ("base", "training", "missing")}


def sums_of(schools: QuerySet[School], year: int) -> Sums:
    """Some schools taken together; two queries."""
    rows = _of_schools(year).filter(school__in=schools.order_by().values("pk"))
    return _sums(schools.count(), rows.order_by().aggregate(**_COLUMNS, **_added()))


def sums_by_division(schools: QuerySet[School], year: int) -> dict[str, Sums]:
    """The same for each division that has schools; two queries."""
    counts = dict(schools.order_by().values_list("division").annotate(Count("pk")))
    rows = _of_schools(year).filter(school__in=schools.order_by().values("pk")).order_by().values("school__division")
    found: dict[str, Any] = {row["school__division"]: row for row in rows.annotate(**_COLUMNS, **_added())}
    none: dict[str, Any] = dict.fromkeys(("declared", "short", "base", "training", "missing"), 0)
    return {code: _sums(count, found.get(code, none)) for code, count in counts.items()}


# --- counties --------------------------------------------------------------------------------


@dataclass(frozen=True)
class CountyRow:
    """One county: its own declaration, and its schools together. The city itself: only the schools directly under it."""

    division: Division
    is_direct: bool
    declaration: Declaration | None
    schools: Sums
    reminded_at: Any = None

    @property
    def state(self) -> str:
        """Where its own declaration stands; of the city-direct schools nothing is asked of a county."""
        if self.is_direct:
            return ""
        if self.declaration is None:
            return "undeclared"
        return "short" if self.declaration.missing else "met"

    @property
    def is_owing(self) -> bool:
        """Whether the county is to be reminded."""
        return self.state in {"undeclared", "short"}


def county_rows(post: Post, programme: Programme, year: int) -> list[CountyRow]:
    """Every county a post sees, and the city-direct schools; six queries at any size."""
    units = list(within(units_of(programme), post))
    declared = Declaration.objects.filter(year=year, division__in=units).standing()
    by_code = {each.division_id: each for each in declared.select_related("by__account")}
    schools = sums_by_division(area(post, programme), year)
    reminders = CountyReminder.objects.filter(year=year).order_by("sent_at")
    reminded = dict(reminders.values_list("division", "sent_at"))
    rows = [
        CountyRow(each, False, by_code.get(each.code), schools.get(each.code, Sums()), reminded.get(each.code))  # noqa: FBT003
        for each in units
    ]
    direct = schools.get(programme.owner_division_id)
    if direct is not None:
        rows.append(CountyRow(programme.owner_division, True, None, direct))  # noqa: FBT003
    return rows


def counties_owing(programme: Programme, year: int) -> QuerySet[Division]:
    """The counties that have not declared, or fall short (R29)."""
    enough = Declaration.objects.filter(year=year, division=OuterRef("pk"), missing=0).standing()
    return units_of(programme).filter(~Exists(enough))


def declaration_breaches() -> list[Breach]:
    """Declarations whose stored figures are not what the rules say, or whose versions do not follow each other."""
    found = []
    for each in Declaration.objects.select_related("replaces").order_by("pk"):
        if each.missing != each.share.missing:
            found.append(Breach("funding_missing", each.public_id))
        if each.replaces is not None and _names(each.replaces, 1) != _names(each):
            found.append(Breach("funding_version", each.public_id))
    return found


def _names(row: Declaration, later: int = 0) -> tuple[Any, ...]:
    return row.year, row.division_id, row.school_id, row.version + later

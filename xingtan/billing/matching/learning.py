"""What decisions teach: by which other names a school goes, from which accounts and under which payers it pays.

The decisions themselves are the memory: what a clerk undoes is no decision any more and teaches nothing, and what is
decided otherwise later contradicts it. Only what stands for one school alone has force; an account or a payer
that has paid for several is a collective one (核算中心, 联校) and speaks for none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from xingtan.billing.matching.index import Index, is_bureau
from xingtan.billing.matching.mentions import Reader
from xingtan.billing.matching.names import bare, canonical
from xingtan.billing.matching.reading import Text
from xingtan.billing.matching.terms import Claim

_SHORTEST, _LONGEST = 3, 30
"""Characters of a name worth keeping."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A transfer as it is booked now. ``owners`` are keys of claims, or other texts for schools without one."""

    owners: frozenset[str]
    is_by_person: bool
    payer_name: str = ""
    payer_account: str = ""
    remark: str = ""


@dataclass
class _Said:
    """Who something has stood for, and for whom a person said so."""

    owners: set[str] = field(default_factory=set)
    taught: set[str] = field(default_factory=set)

    def add(self, decided: Decided) -> None:
        self.owners |= decided.owners
        if decided.is_by_person:
            self.taught |= decided.owners

    @property
    def owner(self) -> str:
        """The one it stands for, if a person said so and nothing contradicts."""
        return next(iter(self.owners)) if len(self.owners) == 1 == len(self.taught) else ""


def with_lessons(claims: Sequence[Claim], decided: Iterable[Decided], region: Sequence[str] = ()) -> list[Claim]:
    """The claims with what the decisions teach about each.

    >>> from decimal import Decimal
    >>> school = Claim("b1", "代县", ("峨口镇初级中学",), 5, Decimal(600))
    >>> told = Decided(frozenset({"b1"}), True, "李大山", "0512", "代县峨口铁矿子弟学校 5人")
    >>> found = with_lessons([school], [told])[0]
    >>> found.names[1:], found.payers, found.accounts
    (('峨口铁矿子弟学校',), frozenset({'李大山'}), frozenset({'0512'}))
    >>> other = Decided(frozenset({"b2"}), True, "李大山", "0512")
    >>> with_lessons([school], [told, other])[0].accounts
    frozenset()
    """
    decided = list(decided)
    payers, accounts, names = _gathered(claims, decided, region)
    if not decided:
        return list(claims)
    return [
        replace(
            claim,
            names=(*claim.names, *sorted(names[claim.key])),
            payers=claim.payers | payers[claim.key],
            accounts=claim.accounts | accounts[claim.key],
        )
        for claim in claims
    ]


Lessons = defaultdict[str, set[str]]


def _gathered(
    claims: Sequence[Claim], decided: Sequence[Decided], region: Sequence[str]
) -> tuple[Lessons, Lessons, Lessons]:
    payers: defaultdict[str, _Said] = defaultdict(_Said)
    accounts: defaultdict[str, _Said] = defaultdict(_Said)
    names: defaultdict[str, _Said] = defaultdict(_Said)
    by_key = {claim.key: claim for claim in claims}
    for each in decided:
        accounts[each.payer_account].add(each)
        payers[bare(each.payer_name)].add(each)
        mine = [by_key[key] for key in each.owners if key in by_key]
        if each.is_by_person and len(each.owners) == len(mine) == 1:
            for name in _new_names(each.remark, mine[0], region):
                names[name].add(each)
    taken = {canonical(bare(name)) for claim in claims for name in claim.names}
    for text in [text for text in payers if len(text) < 2 or is_bureau(text)]:
        del payers[text]
    for text in [text for text in names if canonical(text) in taken]:
        del names[text]
    accounts.pop("", None)
    return _by_owner(payers), _by_owner(accounts), _by_owner(names)


def _by_owner(said: dict[str, _Said]) -> Lessons:
    found: Lessons = defaultdict(set)
    for text, who in said.items():
        if who.owner:
            found[who.owner].add(text)
    return found


def _new_names(remark: str, claim: Claim, region: Sequence[str]) -> list[str]:
    """The one name of a school in a remark that is none of the claim's own."""
    reader = Reader(Index([claim], region))
    sight = reader.sight(Text(remark))
    mentions = reader.mentions(sight, reader.sight(Text("")))
    pieces = [mention.piece for mention in mentions]
    if len(pieces) != 1 or (mentions[0].places and not mentions[0].is_other):
        return []
    return [piece for piece in pieces if _SHORTEST <= len(piece) <= _LONGEST]

"""The bills, found by name, sound, mobile, contact, code or county without comparing all pairs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ahocorasick import Automaton
from rapidfuzz.distance import Levenshtein

from xingtan.billing.matching.names import Core, bare, canonical, core_of, kind_of, sound
from xingtan.billing.matching.terms import Claim

RERANKED = 30
"""How many names that share character pairs with a misspelt one are compared in full."""
_SHORT_BODY = 4
_AREA_END = re.compile("(?:风景名胜区|风景区|景区|自治县|县|区|市)$")
_BUREAU = re.compile("教育.{0,8}局|教[体科].{0,2}局|财政|国库|核算|支付中心|结算中心|教育.{0,4}中心|管委会")


@dataclass(frozen=True, slots=True)
class Entry:
    """A bill in the index: its place, its claim and its names without region and county."""

    place: int
    claim: Claim
    cores: tuple[Core, ...]


class Areas:
    """The counties the bills belong to, found in a text by full or short name."""

    def __init__(self, counties: Iterable[str], region: Sequence[str]) -> None:
        self._by_form: dict[str, str] = {}
        for county in sorted(filter(None, set(counties)), key=len):
            for form in (_AREA_END.sub("", county), county):
                if len(form) > 1:
                    self._by_form[canonical(bare(form))] = county
        forms = "|".join(sorted(map(re.escape, self._by_form), key=len, reverse=True)) or "(?!)"
        self._pattern = re.compile(forms)
        names = sorted({canonical(bare(name)) for name in region}, key=len, reverse=True)
        forms = "|".join(map(re.escape, names)) or "(?!)"
        self._region_in_front = re.compile(f"^(?:{forms})+")
        self._up_to_region = re.compile(f"^.*(?:{forms})")
        self.wide = frozenset(county for county in self._by_form.values() if canonical(bare(county)) in names)
        """Counties of the bills that are also the region: 忻州市 for schools directly under the city."""

    def found(self, text: str) -> list[tuple[int, int, str]]:
        """Every county named in a canonical text: start, end, name."""
        return [(m.start(), m.end(), self._by_form[m.group()]) for m in self._pattern.finditer(text)]

    def without_region(self, text: str) -> str:
        """What follows the region (忻州市) in a canonical text; whatever stands before it goes too (山西省)."""
        return self._up_to_region.sub("", text)

    def without_county(self, name: str, county: str) -> str:
        """A school's name without the region and its own county in front."""
        text = self._region_in_front.sub("", bare(name)) or bare(name)
        full = bare(county)
        if full and text.startswith(full):
            return text.removeprefix(full) or text
        stem = _AREA_END.sub("", full)
        rest = text.removeprefix(stem) if len(stem) > 1 else text
        return text if rest == text or not rest or rest[0] in "乡镇山路街村" else rest


def is_bureau(name: str) -> bool:
    """Whether a payer is an authority that pays for schools, not a school."""
    return bool(_BUREAU.search(name))


class Index:
    """Every way from a piece of text to the bills it may mean."""

    def __init__(self, claims: Iterable[Claim], region: Sequence[str] = ()) -> None:
        claims = list(claims)
        self.areas = Areas((claim.county for claim in claims), region)
        self.entries = [self._entry(place, claim) for place, claim in enumerate(claims)]
        self.exact: defaultdict[str, list[int]] = defaultdict(list)
        self.short: defaultdict[str, list[int]] = defaultdict(list)
        self.by_mobile: defaultdict[str, list[int]] = defaultdict(list)
        self.by_contact: defaultdict[str, list[int]] = defaultdict(list)
        self.by_account: defaultdict[str, list[int]] = defaultdict(list)
        self.by_county: defaultdict[str, list[int]] = defaultdict(list)
        self.by_code: dict[str, int] = {}
        self.towns: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            self._add(entry)
        self._automaton = self._built()

    def _entry(self, place: int, claim: Claim) -> Entry:
        raws = dict.fromkeys(self.areas.without_county(name, claim.county) for name in claim.names if name)
        return Entry(place, claim, tuple(core_of(raw) for raw in raws if raw))

    def _add(self, entry: Entry) -> None:
        claim, place = entry.claim, entry.place
        self.towns[claim.county].update(core.town for core in entry.cores if core.town)
        exact = {core.canonical for core in entry.cores}
        for form in exact:
            self.exact[form].append(place)
        for form in {form for core in entry.cores for form in core.shorter} - exact:
            self.short[form].append(place)
        self.by_county[claim.county].append(place)
        if claim.mobile:
            self.by_mobile[claim.mobile].append(place)
        if len(claim.contact) > 1:
            self.by_contact[bare(claim.contact)].append(place)
        if claim.code:
            self.by_code[claim.code] = place
        for account in claim.accounts:
            self.by_account[account].append(place)

    def _built(self) -> Automaton:
        automaton = Automaton()
        for form in {*self.exact, *self.short}:
            automaton.add_word(form, form)
        automaton.make_automaton()
        return automaton

    def names_in(self, text: str) -> list[tuple[int, int]]:
        """Where known names stand in a canonical text; one inside a longer one is left out."""
        if not text or not len(self._automaton):
            return []
        spans = [(end + 1 - len(form), end + 1) for end, form in self._automaton.iter(text)]
        spans.sort(key=lambda span: span[0] - span[1])
        kept: list[tuple[int, int]] = []
        for start, end in spans:
            if not any(a <= start and end <= b for a, b in kept):
                kept.append((start, end))
        return sorted(kept)

    @cached_property
    def _by_sound(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for form, places in self.exact.items():
            found[sound(form)] += places
        return found

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for form in self.exact:
            for pair in _pairs(form):
                found[pair].append(form)
        return found

    def sounding_like(self, name: str) -> list[int]:
        """Bills whose canonical name is pronounced like this one."""
        return self._by_sound.get(sound(name), [])

    def written_like(self, name: str) -> list[tuple[str, int]]:
        """Canonical names at most two edits away (one for short names), nearest first, with the distance."""
        shared: Counter[str] = Counter()
        for pair in _pairs(name):
            shared.update(self._by_pair.get(pair, ()))
        most = 2 if len(name) > 8 else 1
        near = ((form, Levenshtein.distance(name, form, score_cutoff=most)) for form, _ in shared.most_common(RERANKED))
        return sorted((pair for pair in near if pair[1] <= most), key=lambda pair: pair[1])

    def near_mobile(self, mobile: str) -> list[int]:
        """Bills whose contact's mobile differs by one digit or by two neighbours swapped."""
        swaps = {mobile[:i] + mobile[i + 1] + mobile[i] + mobile[i + 2 :] for i in range(len(mobile) - 1)}
        slips = {mobile[:i] + digit + mobile[i + 1 :] for i in range(len(mobile)) for digit in "0123456789"}
        return [place for other in (swaps | slips) - {mobile} for place in self.by_mobile.get(other, ())]


def _pairs(name: str) -> set[str]:
    """Neighbouring characters of a name without its kind, which every other name has too.

    A body of two or three characters has no pair left when one is wrong: there each character counts.
    """
    kind = kind_of(name)
    body = name[: len(name) - len(kind)]
    pairs = {body[i : i + 2] for i in range(len(body) - 1)}
    return pairs | {sign + kind for sign in body} if len(body) < _SHORT_BODY else pairs

"""The bills, found by name, sound, mobile, contact, code or county without comparing all pairs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ahocorasick import Automaton
from rapidfuzz.distance import OSA

from xingtan.billing.matching.names import Core, bare, canonical, core_of, kind_of, sound
from xingtan.billing.matching.terms import Claim, Voucher
from xingtan.billing.matching.vouchers import Vouchers

RERANKED = 30
"""How many names that share character pairs with a misspelt one are compared in full."""
LONGEST_COMPARED = 40
"""A text longer than this is no misspelt name."""
_LONG_NAME = 8
_SHORT_BODY = 4
_AREA_END = re.compile("(?:风景名胜区|风景区|景区|自治县|县|区|市)$")
_MISTYPED = re.compile("(.{2,5}?[县区市])")
_BUREAU = re.compile("教育.{0,8}局|教[体科].{0,2}局|财政|国库|核算|支付中心|结算中心|教育.{0,4}中心|管委会")


@dataclass(frozen=True, slots=True)
class Entry:
    """A bill in the index: its place, its claim and its names without region and county."""

    place: int
    claim: Claim
    cores: tuple[Core, ...]
    contact: str
    """The contact's name without spaces; empty where it is no name."""


Counties = frozenset[str]
"""Counties that a text may mean: one, or several whose short names are the same; empty when none is said."""
_NOWHERE: Counties = frozenset()


@dataclass(frozen=True, slots=True)
class Whole:
    """A name as a whole text: in canonical form, as written, and the county written before it."""

    form: str
    raw: str
    counties: Counties


class Areas:
    """The counties the bills belong to, found in a text by full or short name."""

    def __init__(self, counties: Iterable[str], region: Sequence[str]) -> None:
        self._full: dict[str, str] = {}
        meant: defaultdict[str, set[str]] = defaultdict(set)
        for county in sorted(filter(None, set(counties)), key=len):
            for typed in {bare(county), _AREA_END.sub("", bare(county))}:
                form = canonical(typed)
                if len(form) > 1:
                    meant[form].add(county)
                    self._full[form] = typed
        self._by_form = {form: _said(form, found) for form, found in meant.items()}
        self._by_sound: defaultdict[str, set[str]] = defaultdict(set)
        for form, found in self._by_form.items():
            self._by_sound[sound(form)] |= found
        forms = "|".join(sorted(map(re.escape, self._by_form), key=len, reverse=True)) or "(?!)"
        self._pattern = re.compile(forms)
        names = sorted({canonical(bare(name)) for name in region}, key=len, reverse=True)
        forms = "|".join(map(re.escape, names)) or "(?!)"
        self._region_in_front = re.compile(f"^(?:{forms})+")
        self._up_to_region = re.compile(f"^.*(?:{forms})")
        self.wide = frozenset(
            county for each in self._by_form.values() for county in each if canonical(bare(county)) in names
        )
        """Counties of the bills that are also the region: 忻州市 for schools directly under the city."""

    def found(self, text: str, joined: str) -> list[tuple[int, int, Counties]]:
        """Every county named in a canonical text: start, end, which. A form that lost its 乡 (乡宁) must stand in ``joined``."""
        return [
            (match.start(), match.end(), self._by_form[form])
            for match in self._pattern.finditer(text)
            if self._full[form := match.group()] == form or self._full[form] in joined
        ]

    def sounding(self, text: str) -> tuple[Counties, str]:
        """The county that a text begins with, typed by ear, and what follows; none and the text when there is none."""
        match = _MISTYPED.match(text)
        found = self._by_sound.get(sound(match.group(1))) if match else None
        return (frozenset(found), text[match.end(1) :]) if match and found else (_NOWHERE, text)

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


def _said(form: str, counties: set[str]) -> Counties:
    """Which counties a form means: the one whose full name it is, else all that are called so in short."""
    whole = {county for county in counties if canonical(bare(county)) == form}
    return frozenset(whole or counties)


def is_bureau(name: str) -> bool:
    """Whether a payer is an authority that pays for schools, not a school."""
    return bool(_BUREAU.search(name))


class Index:
    """Every way from a piece of text to the bills it may mean."""

    def __init__(self, claims: Iterable[Claim], region: Sequence[str] = (), vouchers: Iterable[Voucher] = ()) -> None:
        claims = list(claims)
        self.areas = Areas((claim.county for claim in claims), region)
        self.entries = [self._entry(place, claim) for place, claim in enumerate(claims)]
        self.exact: defaultdict[str, list[int]] = defaultdict(list)
        self.short: defaultdict[str, list[int]] = defaultdict(list)
        self.written: defaultdict[str, set[str]] = defaultdict(set)
        """For each name in one form, the ways it is written."""
        self.whole: dict[str, Whole | None] = {}
        """Texts that are one name and no more; None where a text may be read in two ways."""
        self._exact_in: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._short_in: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_mobile: defaultdict[str, list[int]] = defaultdict(list)
        self.by_contact: defaultdict[str, list[int]] = defaultdict(list)
        self.by_account: defaultdict[str, list[int]] = defaultdict(list)
        self.by_payer: defaultdict[str, list[int]] = defaultdict(list)
        self.by_county: defaultdict[str, list[int]] = defaultdict(list)
        self.by_code: dict[str, int] = {}
        self.towns: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self.entries:
            self._add(entry)
        self._automaton = self._built()
        self.vouchers = Vouchers(vouchers, {entry.claim.key: entry.place for entry in self.entries})

    def _entry(self, place: int, claim: Claim) -> Entry:
        raws = dict.fromkeys(self.areas.without_county(name, claim.county) for name in claim.names if name)
        contact = bare(claim.contact)
        return Entry(place, claim, tuple(core_of(raw) for raw in raws if raw), contact if len(contact) > 1 else "")

    def _add(self, entry: Entry) -> None:
        claim, place = entry.claim, entry.place
        self._add_names(entry)
        self.by_county[claim.county].append(place)
        if claim.mobile:
            self.by_mobile[claim.mobile].append(place)
        if entry.contact:
            self.by_contact[entry.contact].append(place)
        if claim.code:
            self.by_code[claim.code] = place
        for account in claim.accounts:
            self.by_account[account].append(place)
        for payer in claim.payers:
            self.by_payer[payer].append(place)

    def _add_names(self, entry: Entry) -> None:
        county, place = entry.claim.county, entry.place
        self.towns[county].update(core.town for core in entry.cores if core.town)
        exact = {core.canonical for core in entry.cores}
        self._add_whole(entry)
        for core in entry.cores:
            for form in {core.canonical, *core.shorter}:
                self.written[form].add(core.raw)
        for form in exact:
            self.exact[form].append(place)
            self._exact_in[form, county].append(place)
        for form in {form for core in entry.cores for form in core.shorter} - exact:
            self.short[form].append(place)
            self._short_in[form, county].append(place)

    def _add_whole(self, entry: Entry) -> None:
        """A text that is nothing but a name, with or without its county, is known at a glance."""
        county = entry.claim.county
        for core in entry.cores:
            for front, said in (("", _NOWHERE), (bare(county), frozenset({county}))):
                whole = Whole(core.canonical, core.raw, said)
                if self.whole.setdefault(front + core.raw, whole) != whole:
                    self.whole[front + core.raw] = None

    def _built(self) -> Automaton:
        automaton = Automaton()
        for form in {*self.exact, *self.short}:
            automaton.add_word(form, form)
        automaton.make_automaton()
        return automaton

    def exact_in(self, form: str, counties: Counties) -> list[int]:
        """Bills of these counties with this name."""
        return [place for county in counties for place in self._exact_in.get((form, county), ())]

    def short_in(self, form: str, counties: Counties) -> list[int]:
        """Bills of these counties that go by this name in short."""
        return [place for county in counties for place in self._short_in.get((form, county), ())]

    def names_in(self, text: str) -> list[tuple[int, int]]:
        """Where known names stand in a canonical text; one inside a longer one is left out."""
        if not text or not len(self._automaton):
            return []
        spans = [(end + 1 - len(form), end + 1) for end, form in self._automaton.iter(text)]
        if len(spans) < 2:
            return spans
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

    @cached_property
    def _by_part(self) -> dict[str, list[str]]:
        """Names by what is left of them when one character is lost."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for form in self.exact:
            for part in _parts(form):
                found[part].append(form)
        return found

    def sounding_like(self, name: str) -> list[int]:
        """Bills whose canonical name is pronounced like this one."""
        return self._by_sound.get(sound(name), [])

    def written_like(self, name: str) -> list[tuple[str, int]]:
        """Canonical names at most two edits away (one for short names), nearest first, with the distance."""
        if len(name) > LONGEST_COMPARED:
            return []
        near = {form for part in _parts(name) for form in self._by_part.get(part, ())}
        if not near and len(name) > _LONG_NAME:
            shared: Counter[str] = Counter()
            for pair in _pairs(name):
                shared.update(self._by_pair.get(pair, ()))
            near = {form for form, _ in shared.most_common(RERANKED)}
        most = 2 if len(name) > _LONG_NAME else 1
        measured = ((form, OSA.distance(name, form, score_cutoff=most)) for form in near)
        return sorted((pair for pair in measured if pair[1] <= most), key=lambda pair: (pair[1], pair[0]))

    def near_mobile(self, mobile: str) -> list[int]:
        """Bills whose contact's mobile differs by one digit or by two neighbours swapped."""
        swaps = {mobile[:i] + mobile[i + 1] + mobile[i] + mobile[i + 2 :] for i in range(len(mobile) - 1)}
        slips = {mobile[:i] + digit + mobile[i + 1 :] for i in range(len(mobile)) for digit in "0123456789"}
        return [place for other in (swaps | slips) - {mobile} for place in self.by_mobile.get(other, ())]


def _parts(name: str) -> set[str]:
    """The name, and the name less one character: two names one slip apart share one of these."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _pairs(name: str) -> set[str]:
    """Neighbouring characters of a name without its kind, which every other name has too.

    A body of two or three characters has no pair left when one is wrong: there each character counts.
    """
    kind = kind_of(name)
    body = name[: len(name) - len(kind)]
    pairs = {body[i : i + 2] for i in range(len(body) - 1)}
    return pairs | {sign + kind for sign in body} if len(body) < _SHORT_BODY else pairs

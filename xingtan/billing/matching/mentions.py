"""Which schools a text names, how certainly, and which it names that are on no bill."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xingtan.billing.matching.index import Index
from xingtan.billing.matching.names import KIND, is_generic, is_sibling, names_other_town
from xingtan.billing.matching.reading import Text
from xingtan.billing.matching.terms import For

_NOISE = (
    "代缴|代付|代交|缴纳|缴费|缴|交纳|交|支付|付|转账|转入|转|汇款|汇|收到|收|给|为|关于|参加|培训|费用|费|款项|款|教师|老师"
    "|全员|年度|学年|年|远程|网络|继续教育|学习|报名|的|及|和|与|等|备注|附言|用途|摘要|学校名称|学校|单位|名称|户名|校名|全称"
    "|中小学|中小|中|小学|幼儿园|初中|高中|各|所属|下属|辖区|本|我|该|所|个|全市|全县|全区|全|县|市|区|省|共计|合计|共|计|人|元|名"
    "|基本户|零余额|账户|会计|核算|教育局|教科局|教体局|[A-Z0-9]+"
)
_ONLY_NOISE = re.compile(f"(?:{_NOISE})*")
_NOISE_IN_FRONT = re.compile(f"^(?:{_NOISE})+")
_GOES_ON = re.compile(
    "(?:附属|附设|下属|所属)?(?:第[一二三四五六七八九十]+|[东西南北新老分])?"
    "(?:中心|实验)?(?:幼儿园|小学(?!部)|中学|教学点|分校|分园|分部|校区|园区|附小|附幼|附中)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A school named in a text.

    ``places`` are the bills it may be; empty when it is on no bill. ``grade`` says how it was
    recognised. ``county`` is the county said right with it, ``is_other`` that no bill in that county
    has the name, or that it is a sibling of one that has.
    """

    name: str
    piece: str
    places: tuple[int, ...]
    grade: For
    county: str
    is_other: bool = False
    is_loose: bool = False
    """The name says nothing about the place and no county is said."""


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    county: str
    extra: str


@dataclass(frozen=True, slots=True)
class Sight:
    """A text at first sight: where known names stand, and which counties it names."""

    text: Text
    spans: list[tuple[int, int]]
    counties: list[str]


def _spans(sight: Sight) -> list[tuple[int, int]]:
    """Where known names stand, and where else a kind of school is named."""
    kinds = (match.span() for match in KIND.finditer(sight.text.canonical))
    return sorted([*sight.spans, *(k for k in kinds if not any(a < k[1] and k[0] < b for a, b in sight.spans))])


class Reader:
    """Finds mentions in texts, using one index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def sight(self, text: Text) -> Sight:
        """Known names in a text, and counties named in it outside the names of schools, each once."""
        spans = self._index.names_in(text.canonical)
        found = self._index.areas.found(text.canonical)
        outside = (name for a, b, name in found if not any(s <= a and b <= e for s, e in spans))
        return Sight(text, spans, [name for name in dict.fromkeys(outside) if name not in self._index.areas.wide])

    def mentions(self, sight: Sight, other: Sight) -> list[Mention]:
        """Every school named in a text; a county named in the other text narrows namesakes."""
        text, counties = sight.text, sight.counties or other.counties
        fallback = counties[0] if len(counties) == 1 else ""
        found, previous_end, county = [], 0, ""
        for start, end in _spans(sight):
            spot = self._spot(text, start, end, previous_end)
            county = spot.county or county or fallback
            mention = self._mention(text, spot, county)
            if mention:
                found.append(mention)
            previous_end = end
        return found

    def _spot(self, text: Text, start: int, end: int, previous_end: int) -> _Spot:
        before = text.run_before(start)[-(start - previous_end) :] if start > previous_end else ""
        areas = self._index.areas.found(before)
        extra = before[areas[-1][1] :] if areas else before
        extra = _NOISE_IN_FRONT.sub("", self._index.areas.without_region(extra))
        county = areas[-1][2] if areas else ""
        if _ONLY_NOISE.fullmatch(extra):
            extra = ""
        return _Spot(start, end, county, extra)

    def _mention(self, text: Text, spot: _Spot, county: str) -> Mention | None:
        form = text.canonical[spot.start : spot.end]
        going_on = _GOES_ON.match(text.run_after(spot.end, 10))
        piece = text.typed_piece(spot.start - len(spot.extra), spot.end)
        if self._is_known(form) and not spot.extra and not going_on:
            return self._known(text, form, piece, county)
        name = spot.extra + form
        if not spot.extra and not (going_on and self._is_known(form)):
            return None
        if going_on:
            return Mention(name + going_on.group(), piece + going_on.group(), (), For.NAME_WITHIN, county)
        return self._unknown(name, piece, county, form)

    def _is_known(self, form: str) -> bool:
        return form in self._index.exact or form in self._index.short

    def _known(self, text: Text, form: str, piece: str, county: str) -> Mention:
        grade = For.NAME if form in self._index.exact else For.NAME_SHORT
        places = self._index.exact.get(form) or self._index.short[form]
        here = self._of(places, county)
        if not here and county in self._index.areas.wide:
            county = ""
        if county and not here and grade is For.NAME and self._of(self._index.short.get(form, []), county):
            grade, here = For.NAME_SHORT, self._of(self._index.short[form], county)
        is_loose = is_generic(form) and not county
        if county and not here:
            return Mention(form, piece, tuple(places), grade, county, is_other=True)
        chosen = self._as_typed(text, here or list(places))
        if all(self._has_other_town(piece, place) for place in chosen):
            grade = For.NAME_TYPO
        return Mention(form, piece, tuple(chosen), grade, county, is_loose=is_loose)

    def _has_other_town(self, piece: str, place: int) -> bool:
        return all(names_other_town(piece, core.raw) for core in self._index.entries[place].cores)

    def _of(self, places: Iterable[int], county: str) -> list[int]:
        return [place for place in places if self._index.entries[place].claim.county == county]

    def _as_typed(self, text: Text, places: list[int]) -> list[int]:
        """Of names that fall together, those that stand in the text letter by letter."""
        if len(places) == 1:
            return places
        lengths = {
            place: max(
                (len(core.raw) for core in self._index.entries[place].cores if core.raw in text.joined), default=0
            )
            for place in places
        }
        longest = max(lengths.values())
        return [place for place in places if lengths[place] == longest] if longest else places

    def _unknown(self, name: str, piece: str, county: str, form: str) -> Mention:
        """A name on no bill: typed by ear, misspelt, a sibling, or with a place put before it."""
        sounding = self._narrowed(self._index.sounding_like(name), county)
        if sounding:
            return Mention(name, piece, tuple(sounding), For.NAME_SOUND, county)
        for near, _distance in self._index.written_like(name):
            places = self._narrowed(self._index.exact[near], county)
            if places:
                return Mention(name, piece, tuple(places), For.NAME_TYPO, county, is_other=is_sibling(name, near))
        places = self._narrowed(self._index.exact.get(form, []), county)
        known_town = name.removesuffix(form) in self._index.towns.get(county, ())
        return Mention(name, piece, tuple(places), For.NAME_WITHIN, county, is_other=known_town or not county)

    def _narrowed(self, places: list[int], county: str) -> list[int]:
        return self._of(places, county) if county else places

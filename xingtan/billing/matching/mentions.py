"""Which schools a text names, how certainly, and which it names that are on no bill."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from xingtan.billing.matching.index import Counties, Index, Whole
from xingtan.billing.matching.names import KIND, is_generic, is_sibling, names_other_town
from xingtan.billing.matching.reading import Text
from xingtan.billing.matching.terms import For

_WORDS = (
    "代缴|代付|代交|缴纳|缴费|缴|交纳|支付|付|转账|转入|转给|转|汇款|汇给|汇|收到|收|给|为|关于|参加|培训|费用|费|款项|款|教师|老师"
    "|全员|年度|学年|年|远程|网络|继续教育|学习|报名|的|及|等|备注|附言|用途|摘要|学校名称|学校全称|单位|名称|户名|校名|全称"
    "|各|所属|下属|辖区|我校|本校|该校|我园|本园|全市|全县|全区|县|市|区|省|共计|合计|计|人|元|名|位"
    "|现缴|今缴|现有|兹有|基本户|零余额|账户|会计|核算中心|教育局|教科局|教体局|[A-Z0-9]+"
)
_NOISE = f"{_WORDS}|中小学|中小|小学|幼儿园|初中|高中|学校|本|我|所|个|和|与|交|全|共"
"""Words that may stand alone between two names; those only here may also begin one: 和平, 全福, 共和."""
_LIKE_A_COUNTY = re.compile("[^镇]{1,7}[县区市旗]")
_NOWHERE: Counties = frozenset()
_ONLY_NOISE = re.compile(f"(?:{_NOISE})*")
_NOISE_IN_FRONT = re.compile(f"^(?:{_WORDS})+")
_GOES_ON = re.compile(
    "(?:东|西|南|北|新|老|本|总|分)?(?:校区|园区|分校|分园|分部)|(?:附属|附设|下属|所属)?(?:第[一二三四五六七八九十]+|[东西南北新老分])?"
    "(?:中心|实验)?(?:幼儿园|小学(?!部)|中学|教学点|附属小学|附属中学|附属幼儿园|附小|附幼|附中)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A school named in a text.

    ``places`` are the bills it may be; empty when it is on no bill. ``grade`` says how it was
    recognised. ``counties`` is what is said of its county, ``is_other`` that no bill there
    has the name, or that it is a sibling of one that has.
    """

    name: str
    piece: str
    places: tuple[int, ...]
    grade: For
    counties: Counties
    is_other: bool = False
    is_loose: bool = False
    """The name says nothing about the place and no county is said, or one that is none."""
    also: tuple[int, ...] = ()
    """Bills that go by this name in short, where others have it in full and no county is said."""


@dataclass(frozen=True, slots=True)
class _Spot:
    start: int
    end: int
    counties: Counties
    extra: str


@dataclass(frozen=True, slots=True)
class Sight:
    """A text at first sight: where known names stand, and which counties it names."""

    text: Text
    spans: list[tuple[int, int]]
    counties: list[Counties]
    whole: Whole | None = None
    """The name that the text is, if it is nothing else."""


def _spans(sight: Sight) -> list[tuple[int, int]]:
    """Where known names stand, and where else a kind of school is named."""
    kinds = (match.span() for match in KIND.finditer(sight.text.canonical))
    return sorted([*sight.spans, *(k for k in kinds if not any(a < k[1] and k[0] < b for a, b in sight.spans))])


class Reader:
    """Finds mentions in texts, using one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._areas = index.areas

    def sight(self, text: Text) -> Sight:
        """Known names in a text, and counties named in it outside the names of schools, each once."""
        whole = self._index.whole.get(text.joined)
        if whole:
            counties = [] if whole.counties & self._areas.wide or not whole.counties else [whole.counties]
            return Sight(text, [], counties, whole)
        spans = self._index.names_in(text.canonical)
        found = self._areas.found(text.canonical, text.joined)
        outside = (who for a, b, who in found if not any(s <= a and b <= e for s, e in spans))
        return Sight(text, spans, [who for who in dict.fromkeys(outside) if not who & self._areas.wide])

    def mentions(self, sight: Sight, other: Sight) -> list[Mention]:
        """Every school named in a text; a county named in the other text narrows namesakes."""
        counties = sight.counties or other.counties
        fallback = counties[0] if len(counties) == 1 else _NOWHERE
        if sight.whole:
            return [self._known(sight.text, sight.whole.form, sight.whole.raw, sight.whole.counties or fallback)]
        found, previous_end, said = [], 0, _NOWHERE
        for start, end in _spans(sight):
            spot = self._spot(sight.text, start, end, previous_end)
            said = spot.counties or said or fallback
            mention = self._mention(sight.text, spot, said)
            if mention:
                found.append(mention)
            previous_end = end
        return found

    def _spot(self, text: Text, start: int, end: int, previous_end: int) -> _Spot:
        if start == previous_end:
            return _Spot(start, end, _NOWHERE, "")
        before = text.run_before(start)[-(start - previous_end) :]
        if not before:
            return _Spot(start, end, _NOWHERE, "")
        areas = self._areas.found(before, text.joined)
        extra = before[areas[-1][1] :] if areas else before
        if extra:
            extra = _NOISE_IN_FRONT.sub("", self._areas.without_region(extra))
        if not extra or _ONLY_NOISE.fullmatch(extra):
            return _Spot(start, end, areas[-1][2] if areas else _NOWHERE, "")
        if areas:
            return _Spot(start, end, areas[-1][2], extra)
        return _Spot(start, end, *self._areas.sounding(extra))

    def _mention(self, text: Text, spot: _Spot, said: Counties) -> Mention | None:
        form = text.canonical[spot.start : spot.end]
        going_on = _GOES_ON.match(text.run_after(spot.end, 10))
        piece = text.typed_piece(spot.start - len(spot.extra), spot.end)
        is_known = form in self._index.exact or form in self._index.short
        if is_known and not spot.extra and not going_on:
            return self._known(text, form, piece, said)
        if not spot.extra and not (going_on and is_known):
            return None
        if going_on:
            more = going_on.group()
            return Mention(spot.extra + form + more, piece + more, (), For.NAME_WITHIN, said)
        return self._unknown(spot.extra, form, piece, said)

    def _known(self, text: Text, form: str, piece: str, said: Counties) -> Mention:
        exact, short = self._index.exact.get(form, ()), self._index.short.get(form, ())
        if said:
            chosen = self._index.exact_in(form, said) or self._index.short_in(form, said)
            if not chosen and said & self._areas.wide:
                return self._known(text, form, piece, _NOWHERE)
            if not chosen:
                grade = For.NAME if exact else For.NAME_SHORT
                return Mention(form, piece, tuple(exact or short), grade, said, is_other=True)
            short = ()
        else:
            chosen = list(exact or short)
        grade = For.NAME if chosen[0] in exact else For.NAME_SHORT
        if len(chosen) > 1 and len(self._index.written[form]) > 1:
            chosen = self._as_typed(text, chosen)
        if all(self._has_other_town(piece, place) for place in chosen):
            grade = For.NAME_TYPO
        also = tuple(place for place in short if place not in chosen)
        return Mention(form, piece, tuple(chosen), grade, said, is_loose=not said and is_generic(form), also=also)

    def _has_other_town(self, piece: str, place: int) -> bool:
        return all(core.raw != piece and names_other_town(piece, core.raw) for core in self._index.entries[place].cores)

    def _of(self, places: Iterable[int], said: Counties) -> list[int]:
        return [place for place in places if self._index.entries[place].claim.county in said]

    def _as_typed(self, text: Text, places: list[int]) -> list[int]:
        """Of names that fall together, those that stand in the text letter by letter."""
        lengths = {place: self._typed_length(text, place) for place in places}
        longest = max(lengths.values())
        return [place for place in places if lengths[place] == longest] if longest else places

    def _typed_length(self, text: Text, place: int) -> int:
        cores = self._index.entries[place].cores
        return max((len(core.raw) for core in cores if core.raw in text.joined), default=0)

    def _unknown(self, extra: str, form: str, piece: str, said: Counties) -> Mention:
        """A name on no bill: typed by ear, misspelt, a sibling, of a county that is none, or with a place put before it."""
        name = extra + form
        sounding = self._narrowed(self._index.sounding_like(name), said)
        if sounding:
            return Mention(name, piece, tuple(sounding), For.NAME_SOUND, said)
        near = self._index.written_like(name)
        nearest = [form for form, distance in near if distance == near[0][1]]
        places = self._narrowed((place for form in nearest for place in self._index.exact[form]), said)
        if places:
            is_other = all(is_sibling(name, form) for form in nearest)
            return Mention(name, piece, tuple(dict.fromkeys(places)), For.NAME_TYPO, said, is_other=is_other)
        if not said and _LIKE_A_COUNTY.fullmatch(extra):
            return Mention(name, piece, tuple(self._index.exact.get(form, ())), For.NAME_WITHIN, said, is_loose=True)
        places = self._narrowed(self._index.exact.get(form, []), said)
        known_town = any(extra in self._index.towns.get(county, ()) for county in said)
        return Mention(name, piece, tuple(places), For.NAME_WITHIN, said, is_other=known_town or not said)

    def explained(self, mention: Mention, owners: Sequence[int]) -> Mention:
        """A name on no bill, taken as the misspelt name of a bill whose contact's mobile stands beside it."""
        if mention.places or not mention.name:
            return mention
        for place in owners:
            entry = self._index.entries[place]
            if mention.counties and entry.claim.county not in mention.counties:
                continue
            if any(_could_be(mention.name, core.canonical) for core in entry.cores):
                return replace(mention, places=(place,), grade=For.NAME_TYPO)
        return mention

    def _narrowed(self, places: Iterable[int], said: Counties) -> list[int]:
        return self._of(places, said) if said else list(places)


def _could_be(typed: str, name: str) -> bool:
    """Whether a typed name may be this one with slips: a third of it at most, and no sibling's."""
    most = max(1, len(name) // 3)
    return OSA.distance(typed, name, score_cutoff=most) <= most and not is_sibling(typed, name)

"""The subject of a mail with a roster: written as the notice prescribes (R45), recognised however it is spoiled.

>>> written("忻州市2020年全员培训{unit}{school}参训名单", unit="原平市", school="原平市第一中学校")
'忻州市2020年全员培训原平市第一中学校参训名单'
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xingtan.foundation.text import compact
from xingtan.organisations.rules import DivisionKind, DivisionRecord, Gazetteer, Place, contains, school_key

LONGEST = 300
_LEFT_OF_FORM = re.compile(r"\((?:市[、,])?区\)")
"""The (区) of the notice's own X县（区）, left standing."""
_REPLY = re.compile(r"^(?:[“\"'‘《【\[(<]*(?:回复|答复|转发|转寄|re|fwd?|aw|wg)(?:\[\d+\])?:)+", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\s“”\"'‘’《》〈〉【】\[\]{}<>()_\-—–·.,;:!?，。、；：！？+~|/\\*#&]+")
_TOPIC = re.compile(r"全员培训|参训|报名表|报名|名单")
_NOISE = re.compile(
    r"(?:20\d\d)?年?(?:年?度)?(?:全市|我市|我县|我区)?(?:中小学校?)?(?:和?幼儿园)?教?师?全员培训(?:项目|工作)?"
    r"|参训(?:教师|人员|学员)?(?:信息|报名)?(?:名单|名册|表|报名表|汇总表?|登记表)?"
    r"|(?:教师)?报名(?:表|名单|信息)|(?:教师|人员)?名单|20\d\d年?(?:年?度)?"
    r"|共?\d{1,4}人|\d{1,2}月\d{1,2}日|关于|报送|上报|提交|附件|最终版?|最新版?|修改(?:版|稿|后)?|更正版?|补充|的"
)
_CITY_BEFORE_TITLE = r"(?:山西省)?{city}(?=(?:20\d\d)|(?:年?度?全员培训))"


@dataclass(frozen=True)
class KnownSchool:
    """A school as the reader knows it: all its names, where it belongs."""

    pk: int
    names: Sequence[str]
    division: str
    is_city_direct: bool = False

    def lies_in(self, place: Place) -> bool:
        """Whether it belongs to a unit."""
        if place.is_city_direct:
            return self.is_city_direct
        return contains(place.code, self.division)


@dataclass(frozen=True)
class Recognised:
    """What a subject says: the unit, the schools it may mean, and whether it speaks of a roster at all."""

    unit: Place | None = None
    schools: tuple[int, ...] = ()
    core: str = ""
    """What was left when everything known was taken away: the name as it was written."""
    is_about_rosters: bool = False


@dataclass(frozen=True)
class Register:
    """All schools by the keys of their names, and all units by what they are called."""

    gazetteer: Gazetteer
    city: str
    units: Mapping[str, Place]
    schools: Mapping[int, KnownSchool]
    by_key: Mapping[str, Sequence[int]] = field(repr=False)

    @classmethod
    def of(cls, divisions: Iterable[DivisionRecord], schools: Iterable[KnownSchool]) -> "Register":
        """The register made from rows."""
        divisions = list(divisions)
        gazetteer = Gazetteer(divisions)
        city = next(each for each in divisions if each.kind == DivisionKind.CITY)
        known = {each.pk: each for each in schools}
        by_key: dict[str, list[int]] = {}
        for school in known.values():
            for key in {school_key(name, gazetteer) for name in school.names}:
                by_key.setdefault(key, []).append(school.pk)
        return cls(gazetteer, city.name, _units(divisions, city, gazetteer), known, by_key)

    def meant_by(self, name: str, place: Place | None = None) -> tuple[int, ...]:
        """The schools whose name this is, in a unit if one is given."""
        found = self.by_key.get(school_key(name, self.gazetteer), ()) if name else ()
        return tuple(pk for pk in found if place is None or self.schools[pk].lies_in(place))


def _units(divisions: Sequence[DivisionRecord], city: DivisionRecord, gazetteer: Gazetteer) -> dict[str, Place]:
    words = [compact(word) for word in city.aliases]
    words += [compact(w) for d in divisions if d is not city for w in (d.name, d.short_name, *d.aliases)]
    words += [city.name + word for word in words if not word.startswith(city.name)]
    places = {word: gazetteer.place(word) for word in words if word}
    longest_first = sorted(places.items(), key=lambda each: -len(each[0]))
    return {word: place for word, place in longest_first if place}


def cleaned(subject: str) -> str:
    """A subject without marks of replies, white space, width, quotes and invisible characters."""
    visible = "".join(
        each for each in subject[:LONGEST] if unicodedata.category(each) not in {"Cf", "Cc"} or each in "\t\r\n"
    )
    text = compact(visible)
    return _PUNCTUATION.sub("", _LEFT_OF_FORM.sub("", _REPLY.sub("", text)))


def recognised(subject: str, register: Register) -> Recognised:
    """What a subject means, whatever of the prescribed words is missing, doubled, spaced or in another order."""
    text = cleaned(subject)
    is_about_rosters = bool(_TOPIC.search(text))
    bare = re.sub(_CITY_BEFORE_TITLE.format(city=register.city), "", text)
    core = _NOISE.sub("", bare)
    for left in dict.fromkeys((core, _NOISE.sub("", text))):
        for unit, name in _readings(left, register):
            if schools := _schools(unit, name, register):
                return Recognised(_place_of(unit, schools, register), schools, core, is_about_rosters)
    unit, _name = next(iter(_readings(core, register)))
    return Recognised(unit, (), core, is_about_rosters)


def _readings(core: str, register: Register) -> Iterator[tuple[Place | None, str]]:
    """The ways to part a text into unit and name: unit before, unit behind, none; the longest spelling first."""
    for word, place in register.units.items():
        if core.startswith(word):
            yield place, core.removeprefix(word)
    for word, place in register.units.items():
        if core.endswith(word):
            yield place, core.removesuffix(word)
    yield None, core


def _schools(unit: Place | None, name: str, register: Register) -> tuple[int, ...]:
    if unit is None:
        return register.meant_by(name)
    whole = next((word for word, place in register.units.items() if place == unit), "")
    spellings = (name, whole + name, *_with_names_of(unit, name, register))
    return tuple(sorted({pk for spelling in spellings for pk in register.meant_by(spelling, unit)}))


def _with_names_of(unit: Place, name: str, register: Register) -> list[str]:
    return [word + name for word, place in register.units.items() if place == unit]


def _place_of(unit: Place | None, schools: Sequence[int], register: Register) -> Place | None:
    if unit is not None:
        return unit
    places = {(register.schools[pk].division, register.schools[pk].is_city_direct) for pk in schools}
    return Place(*places.pop()) if len(places) == 1 else None

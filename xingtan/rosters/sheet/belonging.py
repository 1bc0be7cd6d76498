"""Whose rows are whose: what was read from one workbook, divided by school.

A school is recognised by its whole name, however written, within the county the row names; by nothing less.
Rows that name none belong to the school that the sheet's title, its tab, the file or its folder names alone.
What is only similar becomes a candidate for a person to choose (R34).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xingtan.foundation.text import compact
from xingtan.organisations.rules import Gazetteer, popular_names, school_key
from xingtan.rosters.sheet.parts import Offer, Problem, Reading, Teacher
from xingtan.rosters.sheet.reading import strangers_among

MOST_CANDIDATES = 5
LEAST_LIKENESS = 0.35
_TAIL = re.compile(r"(?:联系人|联系电话|电话|填表人?|制表人?|审核人?|负责人|填报日期|日期|校长|园长)\(?.*$")
_SAID = re.compile(
    r"^附件\d*|(?:填报|报送|上报|所在)?(?:学校|单位)(?:名称|全称)?(?:\((?:盖?公?章|签?章)\))?:|\((?:盖?公?章|签章)\)"
    r"|\d{4}年度?|\d{4}-?\d{0,2}-?\d{0,2}|年度|全市|中小学校?[、和及,]?\(?幼儿园\)?\)?(?=教师|全员|参训|$)"
    r"|教师全员培训|全员培训|参训教师|参训人员|参训名单|教师(?=报名|名单|花名册|信息|培训)"
    r"|报名(?:表|信息|名单|情况)?|花名册|名单|汇总表?|统计表|信息(?:采集|登记)?表|登记表|采集表|培训表|上报"
    r"|最终版?|修改版?|定稿|副本|新建.*?工作表|工作表\d*|sheet\d*|报送|\(\d+\)|v\d+$|[-_—+:,，。;]+|^\d+[.、]?|\d+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class KnownSchool:
    """A school of the register: its key, full name, the word its rows have for the county, and all its names."""

    key: int
    full_name: str
    county: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Share:
    """The rows of one school in a workbook, or of one name that is no school's."""

    text: str
    county: str
    school: KnownSchool | None
    candidates: tuple[KnownSchool, ...]
    teachers: Sequence[Teacher]
    offers: Sequence[Offer] = ()
    """What nobody sees in the file, and sample rows, as far as they are this school's."""
    meant: tuple[int, ...] = ()
    """Keys of the schools that have this very name, in the county if one is named."""
    strangers: Mapping[int, tuple[Problem, ...]] = field(default_factory=dict)
    """What is wrong with rows, by their place, that say another school or county than the one they came to (R43)."""


class Register:
    """The schools that are known, found by name."""

    def __init__(self, schools: Iterable[KnownSchool], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._keys: dict[str, str] = {}
        self._by_key: dict[str, dict[int, KnownSchool]] = {}
        for school in schools:
            for name in (school.full_name, *school.names):
                self._by_key.setdefault(self.key_of(name), {})[school.key] = school
        self._popular: dict[str, dict[int, KnownSchool]] = {}
        self._pairs: list[tuple[frozenset[str], KnownSchool]] = []

    def key_of(self, name: str) -> str:
        """The form in which two ways of writing a name are equal."""
        if name not in self._keys:
            self._keys[name] = school_key(name, self._gazetteer)
        return self._keys[name]

    def meant_by(self, text: str, county: str = "") -> list[KnownSchool]:
        """The schools that have this very name, in the county if one is named."""
        found = self._by_key.get(self.key_of(text), {}).values() if text else ()
        return [school for school in found if county in ("", school.county)]

    def said_in(self, text: str) -> str:
        """The one name that a title, a tab or a file's name holds besides its usual words; empty when not just one.

        >>> Register([], gazetteer).said_in("五台县实验小学2020年度教师全员培训报名表")  # doctest: +SKIP
        '五台县实验小学'
        """
        bare = _SAID.sub("|", _TAIL.sub("|", compact(text)))
        parts = [part for part in bare.split("|") if len(part.strip("()")) > 1 and not self._is_place(part)]
        return parts[0].strip("|") if len(parts) == 1 else ""

    def _is_place(self, text: str) -> bool:
        text = text.strip("()")
        return self._gazetteer.place(text) is not None or self._gazetteer.shortened(text + "小") in ("忻州小", "小")

    def like(self, text: str, county: str = "") -> list[KnownSchool]:
        """The schools whose name is like this one, in the county if one is named; best first."""
        if not text:
            return []
        self._prepare_likeness()
        key = self.key_of(text)
        by_popular = [s for s in self._popular.get(key, {}).values() if county in ("", s.county)]
        wanted = _pairs_of(key)
        scored = [(_likeness(wanted, pairs), school) for pairs, school in self._pairs if county in ("", school.county)]
        scored = sorted((each for each in scored if each[0] >= LEAST_LIKENESS), key=lambda each: -each[0])
        found = dict.fromkeys([*by_popular, *(school for _, school in scored[: 2 * MOST_CANDIDATES])])
        return list(found)[:MOST_CANDIDATES]

    def _prepare_likeness(self) -> None:
        if self._pairs:
            return
        for key, schools in self._by_key.items():
            for school in schools.values():
                self._pairs.append((_pairs_of(key), school))
                for name in popular_names(school.full_name, self._gazetteer):
                    self._popular.setdefault(name, {})[school.key] = school


def _pairs_of(key: str) -> frozenset[str]:
    return frozenset(key[at : at + 2] for at in range(max(1, len(key) - 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


@dataclass
class _Gathered:
    """A share while rows are still being added to it."""

    text: str
    county: str
    school: KnownSchool | None
    candidates: list[KnownSchool] = field(default_factory=list)
    teachers: list[Teacher] = field(default_factory=list)


def shares_of(reading: Reading, file_words: Sequence[str], register: Register) -> list[Share]:
    """What was read, divided by school, in the order in which the schools first appear.

    ``file_words``: the names of the file and of the folder it lay in, for rows that name no school.
    """
    titles = _titles(reading)
    by_sheet: dict[str, list[Teacher]] = {}
    for teacher in reading.teachers:
        by_sheet.setdefault(teacher.sheet, []).append(teacher)
    gathered: dict[object, _Gathered] = {}
    for sheet, teachers in by_sheet.items():
        words = [*titles.get(sheet, ()), sheet, *file_words]
        _gather(teachers, words, register, gathered)
    shares = [_share(each, register) for each in gathered.values()]
    return [replace(share, offers=_offers_of(share, reading, register, alone=len(shares) == 1)) for share in shares]


def _offers_of(share: Share, reading: Reading, register: Register, *, alone: bool) -> list[Offer]:
    """The offers of a share: all when the workbook is one school's, else the rows that name it."""
    found = []
    for offer in reading.offers:
        teachers = [each for each in offer.teachers if alone or share.school in register.meant_by(each.school)]
        if teachers and share.school:
            found.append(replace(offer, teachers=filled(teachers, share.school)))
    return found


def _titles(reading: Reading) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in reading.ignored:
        if each.reason in {"title", "signature"}:
            found.setdefault(each.sheet, []).append(each.text)
    return found


def _gather(
    teachers: Sequence[Teacher], words: Sequence[str], register: Register, gathered: dict[object, _Gathered]
) -> None:
    """Add the rows of one sheet to the shares they belong to."""
    places = [(each.school, _county_of(each) if each.problems else each.county) for each in teachers]
    found: dict[tuple[str, str], _Gathered] = {}
    for text, county in sorted(set(places), key=lambda place: not place[0]):
        if text:
            found[text, county] = _named(text, county, register)
            continue
        schools = {each.school for each in found.values()}
        only = schools.pop() if len(schools) == 1 else None
        found[text, county] = _Gathered("", county, only) if only else _unnamed(county, words, register)
    unknown = [each for each in found.values() if each.school is None and each.text]
    hinted = _unnamed("", words, register).school if unknown else None
    for each in unknown:
        if hinted is not None and hinted not in each.candidates:
            each.candidates = [hinted, *each.candidates][:MOST_CANDIDATES]
    for teacher, place in zip(teachers, places, strict=True):
        share = found[place]
        key: object = (
            share.school.key if share.school else (share.text, share.county, "" if share.text else teacher.sheet)
        )
        gathered.setdefault(key, share).teachers.append(teacher)


def _county_of(teacher: Teacher) -> str:
    """The county a row names, when it is one we know."""
    is_known = all(problem.field != "county" or problem.code == "duplicate" for problem in teacher.problems)
    return teacher.county if is_known else ""


def _named(text: str, county: str, register: Register) -> _Gathered:
    exact = register.meant_by(text, county)
    if len(exact) == 1:
        return _Gathered(text, county, exact[0])
    elsewhere = exact or register.meant_by(text)
    candidates = list(dict.fromkeys([*elsewhere, *register.like(text, county)]))
    return _Gathered(text, county, None, candidates[:MOST_CANDIDATES])


def _unnamed(county: str, words: Sequence[str], register: Register) -> _Gathered:
    """For rows that name no school: the first of title, tab, file and folder that names one."""
    names = [name for name in (register.said_in(each) for each in words) if name]
    for name in names:
        exact = register.meant_by(name, county)
        if len(exact) == 1:
            return _Gathered(name, county, exact[0])
    name = names[0] if names else ""
    candidates = [school for each in names for school in (*register.meant_by(each), *register.like(each, county))]
    return _Gathered(name, county, None, list(dict.fromkeys(candidates))[:MOST_CANDIDATES])


def _share(each: _Gathered, register: Register) -> Share:
    meant = tuple(school.key for school in register.meant_by(each.text, each.county))
    known, school = (each.text, each.county, each.school, tuple(each.candidates)), each.school
    if school is None:
        return Share(*known, each.teachers, meant=meant)
    teachers = filled(each.teachers, school)
    strangers = strangers_among(teachers, school.county, lambda text: school in register.meant_by(text))
    return Share(*known, teachers, meant=meant, strangers=strangers)


def filled(teachers: Sequence[Teacher], school: KnownSchool) -> list[Teacher]:
    """The teachers with county and school put in where the cells were empty: the sheet has said them elsewhere."""
    known = {"county": school.county, "school": school.full_name}
    return [_filled(teacher, known) if teacher.problems else teacher for teacher in teachers]


def _filled(teacher: Teacher, known: Mapping[str, str]) -> Teacher:
    empty = {problem.field for problem in teacher.problems if problem.code == "missing" and problem.field in known}
    if not empty:
        return teacher
    kept: tuple[Problem, ...] = tuple(each for each in teacher.problems if each.field not in empty)
    typed = tuple(each for each in teacher.typed if each[0] not in empty)
    return teacher._replace(problems=kept, typed=typed, **{name: known[name] for name in empty})  # type: ignore[arg-type]

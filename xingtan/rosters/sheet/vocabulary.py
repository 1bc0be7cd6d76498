"""Builds the vocabulary of a programme from its stages and the register of divisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xingtan.rosters.sheet.cells import key_of
from xingtan.rosters.sheet.parts import Vocabulary
from xingtan.rosters.sheet.synonyms import STAGE_WORDS, SUBJECT_WORDS, SUBJECTS

CITY_DIRECT = "市直"
_CITY_DIRECT_WORDS = ("市直", "直属", "市直属", "市属", "市直学校", "市直属学校", "直属学校", "市本级")
_OFFICES = ("教育科技局", "教育局", "教科局", "教体局", "教育管理中心", "教育中心")
_LEVELS = ("县", "市", "区")
_SCENIC = "风景名胜区"
_SCENIC_WORDS = ("", "景区", "风景区", _SCENIC, "名胜区", "管委会", "风景名胜区管委会")
_FEWEST_SHORT = 2


@dataclass(frozen=True)
class County:
    """A county-level unit by its official name, and the words it is also known by."""

    name: str
    words: tuple[str, ...] = ()


def vocabulary_of(
    *,
    stages: Iterable[str] = tuple(STAGE_WORDS),
    counties: Iterable[County] = (),
    city: str = "",
    subjects: Iterable[str] = (),
) -> Vocabulary:
    """The vocabulary for some stages (R42) and, when given, the county-level units of a city."""
    return Vocabulary(_stages(stages), _subjects(subjects), _counties(counties, city))


def _stages(stages: Iterable[str]) -> dict[str, str]:
    return {key_of(word): stage for stage in stages for word in (stage, *STAGE_WORDS.get(stage, ()))}


def _subjects(more: Iterable[str]) -> dict[str, str]:
    old = {key_of(word): subject for subject, words in SUBJECT_WORDS.items() for word in words}
    return old | {key_of(subject): subject for subject in (*SUBJECTS, *more)}


def _counties(counties: Iterable[County], city: str) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for county in counties:
        for word in county_words(county):
            for before in ("", city):
                for after in ("", *_OFFICES):
                    words.setdefault(key_of(before + word + after), county.name)
    if words:
        words.update({key_of(before + word): CITY_DIRECT for word in _CITY_DIRECT_WORDS for before in ("", city)})
    return words


def county_words(county: County) -> set[str]:
    """Every way a unit is written: 原平市 is also 原平 and 原平县, a scenic area also 景区.

    Whole words only: 五台 is 五台县 and never 五台山.
    """
    name = county.name
    if name.endswith(_SCENIC):
        short = name.removesuffix(_SCENIC)
        return {name, *county.words, "景区", *(short + word for word in _SCENIC_WORDS)}
    short = name[:-1] if name.endswith(_LEVELS) else name
    if len(short) < _FEWEST_SHORT:
        return {name, *county.words}
    return {name, short, *county.words, *(short + level for level in _LEVELS)}

"""Proposes what a doubtful cell may have meant: at most three values, each with its reason. A person chooses.

Never guesses a person: a correction of an ID number is proposed only when it is the only one, and rests on
characters that look alike; a digit that is not there is never made up.

    >>> from datetime import date
    >>> [each.value for each in of_id("9999991980O1O10011", IdRule(date(2020, 12, 1)))]
    ['999999198001010011']
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from rapidfuzz.distance import JaroWinkler

from xingtan.rosters.rules import ID_LENGTH, IdRule, is_mobile, is_placeholder_mobile
from xingtan.rosters.sheet.cells import key_of
from xingtan.rosters.sheet.parts import Teacher, Vocabulary

MOST = 3
LEAST_LIKENESS = 0.8
LIKENESS_OF_A_PART = 0.85
LEAST_LIKENESS_OF_SCHOOL = 0.5
MOST_LOOKALIKES = 6
_LOOKALIKES: Mapping[str, str] = {
    **dict.fromkeys("OoQD", "0"), **dict.fromkeys("lIi|!", "1"), **dict.fromkeys("Ss", "5"), **dict.fromkeys("Zz", "27"),
    "B": "83", "b": "6", "G": "6", "q": "9", "g": "9", "A": "4", "T": "7",
}  # fmt: skip
"""Characters typed for digits, with the digits they may stand for."""
_CLUTTER = re.compile(r"[\s'’‘`´\"“”‐-―−_.:：-]+")
_BETWEEN = re.compile(r"[/\\、,，;；|\s]|或")
_PREFIX = re.compile(r"^(?:\+|00)?(?:86|0)(?=1\d{10}$)")


class Reason(StrEnum):
    """Why a value is proposed; the page has a sentence for each."""

    LOOKALIKE = "lookalike"
    PREFIX = "prefix"
    FIRST_OF_TWO = "one_of_two"
    SIMILAR = "similar"
    PART = "part"
    OWN_SCHOOL = "own_school"
    OWN_COUNTY = "own_county"


@dataclass(frozen=True)
class Suggestion:
    """A value a cell may have meant, and why it is thought so."""

    value: str
    reason: Reason


@dataclass(frozen=True)
class Place:
    """The school whose roster it is, as its rows must name it."""

    county: str
    school: str


def suggestions(teacher: Teacher, field: str, vocabulary: Vocabulary, own: Place, rule: IdRule) -> list[Suggestion]:
    """What a doubtful cell of a teacher may have meant, best first; nothing for a cell without a problem."""
    problem = next((each for each in teacher.problems if each.field == field), None)
    if problem is None or problem.code == "duplicate":
        return []
    typed = teacher.shown(field)
    if field == "id_number":
        return of_id(typed, rule)
    if field == "mobile":
        return of_mobile(typed)
    if field == "stage":
        return of_words(typed, vocabulary.stages)
    if field == "subject":
        return of_words(typed, vocabulary.subjects)
    if field == "county":
        return [Suggestion(own.county, Reason.OWN_COUNTY)] if own.county else []
    return of_school(typed, own.school) if field == "school" else []


def of_id(typed: str, rule: IdRule) -> list[Suggestion]:
    """The one number that the typed text can have meant when letters are read as the digits they look like."""
    number = _CLUTTER.sub("", unicodedata.normalize("NFKC", typed))
    if len(number) != ID_LENGTH:
        return []
    sound = {each for each in _readings(number) if rule.is_sound(each)}
    return [Suggestion(sound.pop(), Reason.LOOKALIKE)] if len(sound) == 1 else []


def _readings(number: str) -> Iterator[str]:
    """Every reading of the look-alikes in a number. Digits stay as they are: one that is wrong could be any."""
    doubtful = [place for place, each in enumerate(number) if each in _LOOKALIKES]
    if not doubtful or len(doubtful) > MOST_LOOKALIKES:
        return
    for digits in product(*(_LOOKALIKES[number[place]] for place in doubtful)):
        read = list(number.upper())
        for place, digit in zip(doubtful, digits, strict=True):
            read[place] = digit
        yield "".join(read)


def of_mobile(typed: str) -> list[Suggestion]:
    """Each of two numbers, a number behind 86 or 0, a number with letters for digits."""
    plain = unicodedata.normalize("NFKC", typed)
    parts = [_digits(part) for part in _BETWEEN.split(plain)]
    several = [part for part in dict.fromkeys(parts) if _is_own(part)]
    if several and len(parts) > 1:
        return [Suggestion(part, Reason.FIRST_OF_TWO) for part in several[:MOST]]
    number = _CLUTTER.sub("", plain)
    bare = _PREFIX.sub("", number)
    if bare != number and _is_own(bare):
        return [Suggestion(bare, Reason.PREFIX)]
    read = "".join(_LOOKALIKES.get(each, each)[0] for each in number)
    return [Suggestion(read, Reason.LOOKALIKE)] if read != number and _is_own(read) else []


def _digits(text: str) -> str:
    number = _CLUTTER.sub("", text)
    return _PREFIX.sub("", number)


def _is_own(number: str) -> bool:
    return is_mobile(number) and not is_placeholder_mobile(number)


def of_words(typed: str, choices: Mapping[str, str]) -> list[Suggestion]:
    """Words of a closed list that the text contains, and those it is most like, best first.

    >>> of_words("小学语文老师", {"语文": "语文", "数学": "数学", "小学语文": "语文"})
    [Suggestion(value='语文', reason=<Reason.PART: 'part'>)]
    """
    key = key_of(typed)
    if not key:
        return []
    likes = {word: JaroWinkler.similarity(key, word) for word in choices}
    found = [
        (LIKENESS_OF_A_PART, -len(word), Suggestion(choices[word], Reason.PART))
        for word in choices
        if len(word) > 1 and word in key
    ]
    found += [
        (likes[word], 0, Suggestion(choices[word], Reason.SIMILAR))
        for word in choices
        if likes[word] >= LEAST_LIKENESS and word not in key
    ]
    found.sort(key=lambda each: (-each[0], each[1]))
    first: dict[str, Suggestion] = {}
    for _, _, suggestion in found:
        first.setdefault(suggestion.value, suggestion)
    return list(first.values())[:MOST]


def of_school(typed: str, own: str) -> list[Suggestion]:
    """The own school, said to be similar when most of what is written stands in its name."""
    is_like = likeness(typed, own) >= LEAST_LIKENESS_OF_SCHOOL
    return [Suggestion(own, Reason.SIMILAR if is_like else Reason.OWN_SCHOOL)] if own else []


def likeness(typed: str, own: str) -> float:
    """How much of what is written stands in the own name in the same order, from 0 to 1.

    >>> likeness("建安小学", "五台县建安乡中心小学") > 0.9
    True
    """
    key, name = key_of(typed), iter(key_of(own))
    if not key:
        return 0.0
    return sum(each in name for each in key) / len(key)

"""A course while it is written: its facts, its units and lessons, and every way they may be changed.

Each change is a pure function from a draft to a draft. Units and lessons keep their number for good; a version on
each tells whether somebody else has changed it meanwhile.

>>> draft = add_lesson(add_unit(EMPTY, title="一"), unit=1, lesson=Lesson(kind="page", title="读", text="<p>x</p>"))
>>> [lesson.title for lesson in draft.lessons]
['读']
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from xingtan.courses.errors import ChangedMeanwhile, EntryGone

DOMAINS: Final = ("健康", "语言", "社会", "科学", "艺术")
"""The five domains of a kindergarten (R06)."""
PLAYED: Final = frozenset({"video", "audio", "document", "package"})
"""Kinds of lessons that show a medium."""
TIMED_BY_AUTHOR: Final = frozenset({"document", "page", "package"})
"""Kinds whose reading time the author says; a film's is its length."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of a draft."""

    kind: str
    title: str
    media: str = ""
    """Public id of the medium it plays."""
    text: str = ""
    address: str = ""
    seconds: int = 0
    """Time that counts at most: reading time, or the length of the film."""
    number: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a draft."""

    title: str = ""
    lessons: tuple[Lesson, ...] = ()
    number: int = 0
    version: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """What a course says of itself."""

    title: str = ""
    summary: str = ""
    track: str = ""
    """Title of the track, empty for all stages."""
    obligation: str = "required"
    subject: str = ""
    domain: str = ""
    tags: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A course as it is being written."""

    facts: Facts = field(default_factory=Facts)
    units: tuple[Unit, ...] = ()
    last_unit: int = 0
    """The highest number ever given, so that none is given twice."""
    last_lesson: int = 0

    @property
    def lessons(self) -> Iterator[Lesson]:
        """All lessons in order."""
        return (lesson for unit in self.units for lesson in unit.lessons)

    @property
    def seconds(self) -> int:
        """What the whole course can bring."""
        return sum(lesson.seconds for lesson in self.lessons)


EMPTY: Final = Draft()
Change = Callable[[Draft], Draft]


def as_json(draft: Draft) -> dict[str, Any]:
    """As it is stored."""
    return asdict(draft)


def from_json(stored: dict[str, Any]) -> Draft:
    """What was stored by ``as_json``."""
    units = tuple(
        Unit(**{**unit, "lessons": tuple(Lesson(**lesson) for lesson in unit["lessons"])}) for unit in stored["units"]
    )
    facts = Facts(**{**stored["facts"], "tags": tuple(stored["facts"]["tags"])})
    return Draft(facts, units, stored["last_unit"], stored["last_lesson"])


def same_words(one: Draft, other: Draft) -> bool:
    """Whether two drafts say the same, however often each was changed on the way."""
    return _bare(one) == _bare(other)


def _bare(draft: Draft) -> tuple[Any, ...]:
    units = tuple(
        replace(unit, version=1, lessons=tuple(replace(lesson, version=1) for lesson in unit.lessons))
        for unit in draft.units
    )
    return replace(draft.facts, version=1), units


# --- looking something up ----------------------------------------------------------------------


def unit_of(draft: Draft, number: int) -> Unit:
    """The unit of this number; raises ``EntryGone``."""
    found = next((unit for unit in draft.units if unit.number == number), None)
    if found is None:
        raise EntryGone()
    return found


def lesson_of(draft: Draft, number: int) -> Lesson:
    """The lesson of this number; raises ``EntryGone``."""
    found = next((lesson for lesson in draft.lessons if lesson.number == number), None)
    if found is None:
        raise EntryGone()
    return found


def _refuse_unless_seen(seen: int, version: int) -> None:
    if seen != version:
        raise ChangedMeanwhile()


# --- changes -----------------------------------------------------------------------------------


def tell_facts(draft: Draft, *, facts: Facts, seen: int) -> Draft:
    """Say anew what the course is about; raises ``ChangedMeanwhile``."""
    _refuse_unless_seen(seen, draft.facts.version)
    return replace(draft, facts=replace(facts, version=seen + 1))


def add_unit(draft: Draft, *, title: str) -> Draft:
    """A new unit at the end; the same one sent twice is one."""
    if draft.units and draft.units[-1].title == title and not draft.units[-1].lessons:
        return draft
    number = draft.last_unit + 1
    return replace(draft, units=(*draft.units, Unit(title, number=number)), last_unit=number)


def rename_unit(draft: Draft, *, number: int, title: str, seen: int) -> Draft:
    """Call a unit otherwise; raises ``EntryGone``, ``ChangedMeanwhile``."""
    unit = unit_of(draft, number)
    _refuse_unless_seen(seen, unit.version)
    return _with_unit(draft, replace(unit, title=title, version=seen + 1))


def place_unit(draft: Draft, *, number: int, position: int) -> Draft:
    """Put a unit at a place, counted from 0; beyond an end means that end."""
    unit = unit_of(draft, number)
    others = tuple(each for each in draft.units if each.number != number)
    place = max(0, position)
    return replace(draft, units=(*others[:place], unit, *others[place:]))


def move_unit(draft: Draft, *, number: int, step: int) -> Draft:
    """Put a unit one place up (-1) or down (1)."""
    place = [unit.number for unit in draft.units].index(unit_of(draft, number).number)
    return place_unit(draft, number=number, position=place + step)


def remove_unit(draft: Draft, *, number: int, seen: int) -> Draft:
    """Take a unit out with its lessons; raises ``EntryGone``, ``ChangedMeanwhile``."""
    _refuse_unless_seen(seen, unit_of(draft, number).version)
    return replace(draft, units=tuple(unit for unit in draft.units if unit.number != number))


def add_lesson(draft: Draft, *, unit: int, lesson: Lesson) -> Draft:
    """A new lesson at the end of a unit, the same one sent twice is one; raises ``EntryGone``."""
    home = unit_of(draft, unit)
    if home.lessons and replace(home.lessons[-1], number=lesson.number, version=lesson.version) == lesson:
        return draft
    number = draft.last_lesson + 1
    added = replace(lesson, number=number, version=1)
    return replace(_with_unit(draft, replace(home, lessons=(*home.lessons, added))), last_lesson=number)


def change_lesson(draft: Draft, *, number: int, lesson: Lesson, seen: int) -> Draft:
    """Write a lesson anew; raises ``EntryGone``, ``ChangedMeanwhile``.

    With another medium, another kind or less time it becomes a new lesson in the same place: what teachers have
    studied of the old one belongs to the old one.
    """
    held = lesson_of(draft, number)
    _refuse_unless_seen(seen, held.version)
    is_other = (lesson.kind, lesson.media) != (held.kind, held.media) or lesson.seconds < held.seconds
    kept = draft.last_lesson + 1 if is_other else number
    written = replace(lesson, number=kept, version=seen + 1)
    return replace(_with_lesson(draft, number, written), last_lesson=max(draft.last_lesson, kept))


def place_lesson(draft: Draft, *, number: int, unit: int, position: int) -> Draft:
    """Put a lesson at a place of a unit, counted from 0; raises ``EntryGone``."""
    lesson, _ = lesson_of(draft, number), unit_of(draft, unit)
    without = _with_lesson(draft, number, None)
    home, place = unit_of(without, unit), max(0, position)
    return _with_unit(without, replace(home, lessons=(*home.lessons[:place], lesson, *home.lessons[place:])))


def move_lesson(draft: Draft, *, number: int, step: int) -> Draft:
    """Put a lesson one place up (-1) or down (1), past the edge of its unit into the next one."""
    lesson_of(draft, number)
    at = next(place for place, unit in enumerate(draft.units) if number in {each.number for each in unit.lessons})
    home = draft.units[at]
    place = [lesson.number for lesson in home.lessons].index(number) + step
    if 0 <= place < len(home.lessons):
        return place_lesson(draft, number=number, unit=home.number, position=place)
    if not 0 <= at + step < len(draft.units):
        return draft
    neighbour = draft.units[at + step]
    return place_lesson(draft, number=number, unit=neighbour.number, position=0 if step > 0 else len(neighbour.lessons))


def remove_lesson(draft: Draft, *, number: int, seen: int) -> Draft:
    """Take a lesson out; raises ``EntryGone``, ``ChangedMeanwhile``."""
    _refuse_unless_seen(seen, lesson_of(draft, number).version)
    return _with_lesson(draft, number, None)


def _with_unit(draft: Draft, unit: Unit) -> Draft:
    return replace(draft, units=tuple(unit if each.number == unit.number else each for each in draft.units))


def _with_lesson(draft: Draft, number: int, lesson: Lesson | None) -> Draft:
    """The draft with another lesson in the place of this one, or without it."""

    def written(unit: Unit) -> Unit:
        lessons = (lesson if each.number == number else each for each in unit.lessons)
        return replace(unit, lessons=tuple(each for each in lessons if each is not None))

    return replace(draft, units=tuple(written(unit) for unit in draft.units))


def with_media(draft: Draft, names: dict[str, str]) -> Draft:
    """The draft with other media in the place of these, as in another programme."""

    def written(lesson: Lesson) -> Lesson:
        return replace(lesson, media=names.get(lesson.media, lesson.media))

    units = tuple(replace(unit, lessons=tuple(map(written, unit.lessons))) for unit in draft.units)
    return replace(draft, units=units)


def with_numbers_of(old: Draft, held: Draft) -> Draft:
    """An older draft that gives no number a second time that was given since."""
    return replace(
        old, last_unit=max(old.last_unit, held.last_unit), last_lesson=max(old.last_lesson, held.last_lesson)
    )

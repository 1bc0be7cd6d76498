"""Whose roster an enclosed sheet is, from what the subject says and what the sheet says. Never a guess."""

from collections.abc import Iterable
from dataclasses import dataclass

from xingtan.mailroom.rules.subject import Recognised, Register


@dataclass(frozen=True)
class SheetSays:
    """The schools a sheet names: each name as written, with the county beside it, and whom it may mean."""

    certain: frozenset[int] = frozenset()
    doubtful: tuple[frozenset[int], ...] = ()
    unknown: tuple[str, ...] = ()
    """Names that no school has."""

    @property
    def holds_many(self) -> bool:
        """Whether it is a list of several schools: of two that are known, or with two names that are not.

        Beside one known school a single name nobody knows is a slip of the pen.
        """
        return len(self.certain) + len(self.doubtful) > 1 or len(set(self.unknown)) > 1


@dataclass(frozen=True)
class Finding:
    """The school, or why it is not certain and which it may be: ``several``, ``disagree``, ``no_school``."""

    school: int | None = None
    why: str = ""
    candidates: tuple[int, ...] = ()


def sheet_says(pairs: Iterable[tuple[str, str]], register: Register) -> SheetSays:
    """What the (county, school) cells of a sheet name."""
    certain: set[int] = set()
    doubtful, unknown = [], []
    for county, name in dict.fromkeys(pairs):
        found = register.meant_by(name, register.gazetteer.place(county) if county else None)
        found = found or register.meant_by(name)
        if len(found) == 1:
            certain.add(found[0])
        elif found:
            doubtful.append(frozenset(found))
        elif name:
            unknown.append(name)
    return SheetSays(frozenset(certain), tuple(doubtful), tuple(unknown))


def school_of(subject: Recognised, sheet: SheetSays, register: Register) -> Finding:
    """The school whose roster it is, when subject and sheet leave no doubt; else all that it may be."""
    said, told = _said_by_subject(subject), _said_by_sheet(subject, sheet, register)
    if len(told) > 1:
        return Finding(None, "several", _sorted(told | said))
    if not told:
        return _by_subject_alone(said)
    (school,) = told
    in_unit = subject.unit is None or register.schools[school].lies_in(subject.unit)
    if (said and school not in said) or not in_unit:
        return Finding(None, "disagree", _sorted(told | said))
    return Finding(school)


def _said_by_subject(subject: Recognised) -> frozenset[int]:
    return frozenset(subject.schools)


def _said_by_sheet(subject: Recognised, sheet: SheetSays, register: Register) -> frozenset[int]:
    """The schools the sheet means; a name of several schools means the one the subject means, or lies in its unit."""
    found = set(sheet.certain)
    for names in sheet.doubtful:
        meant = names & _said_by_subject(subject)
        if not meant and subject.unit is not None:
            meant = frozenset(pk for pk in names if register.schools[pk].lies_in(subject.unit))
        found |= meant or names
    return frozenset(found)


def _by_subject_alone(said: frozenset[int]) -> Finding:
    if len(said) == 1:
        return Finding(next(iter(said)))
    return Finding(None, "several" if said else "no_school", _sorted(said))


def _sorted(schools: frozenset[int]) -> tuple[int, ...]:
    return tuple(sorted(schools))

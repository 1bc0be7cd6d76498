"""Puts a judgement into words: each part as a bar, what is missing, and the reckoning line by line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from xingtan.assessment.models import RecordedMark
from xingtan.assessment.scheme import Line, Part, PartKind, PartResult, Source, Why

WHY = {
    Why.COUNTED: gettext_lazy("Counted"),
    Why.BETTER_ONES_COUNT: gettext_lazy("Not counted: better marks take its place"),
    Why.OVERRULED: gettext_lazy("Not counted: a mark entered by academic affairs stands in its place"),
    Why.ENOUGH: gettext_lazy("Not counted: more than is required"),
    Why.TOO_LATE: gettext_lazy("Not counted: done after the end of term"),
    Why.VOIDED: gettext_lazy("Not counted: voided"),
}


@dataclass(frozen=True)
class LineWords:
    """One line of the reckoning."""

    amount: str
    why: str
    counts: bool
    mark: RecordedMark | None
    note: str
    about: str
    done_on: date | None


@dataclass(frozen=True)
class PartWords:
    """One part as it is shown."""

    key: str
    title: str
    points: Decimal
    weight: Decimal
    kind: str
    """State of the bar: ok when all is earned, wait while the floor is not met."""
    words: str
    missing: tuple[str, ...]
    formula: str
    floor: str
    lines: tuple[LineWords, ...]


def title_of(part: Part) -> str:
    """The name of a part in the language of the page."""
    return part.title_zh if (get_language() or "zh").startswith("zh") else part.title_en


def titles_of(parts: Iterable[Part]) -> dict[str, str]:
    """The names of parts by their keys."""
    return {part.key: title_of(part) for part in parts}


def number(value: Decimal) -> str:
    """A figure without idle zeros: 17.5, 20."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text or "0"


def part_words(result: PartResult, marks: Mapping[str, RecordedMark]) -> PartWords:
    """A part with its bar, what is missing, the formula with this person's figures and every line."""
    part = result.part
    full = result.points >= part.weight
    return PartWords(
        key=part.key,
        title=title_of(part),
        points=result.points,
        weight=part.weight,
        kind="ok" if full else "" if result.meets_floor else "wait",
        words=_("%(points)s of %(weight)s points") % {"points": number(result.points), "weight": number(part.weight)},
        missing=tuple(_missing(result)),
        formula=_formula(result),
        floor=floor_words(part),
        lines=tuple(_line(line, part, marks.get(line.ref)) for line in result.lines),
    )


def _missing(result: PartResult) -> list[str]:
    to_floor, to_full = int(result.to_floor), int(result.to_full)
    if result.part.kind is PartKind.MINUTES:
        floor = ngettext(
            "%(count)s more minute to be able to pass", "%(count)s more minutes to be able to pass", to_floor
        )
        full = ngettext("%(count)s minute to full points", "%(count)s minutes to full points", to_full)
    else:
        floor = ngettext("%(count)s more mark to be able to pass", "%(count)s more marks to be able to pass", to_floor)
        full = ngettext("%(count)s more mark can count", "%(count)s more marks can count", to_full)
    said = []
    if to_floor:
        said.append(floor % {"count": f"{to_floor:,}"})
    if to_full:
        said.append(full % {"count": f"{to_full:,}"})
    return said


def _formula(result: PartResult) -> str:
    part = result.part
    if part.kind is PartKind.MINUTES:
        sentence = _("%(reached)s ÷ %(required)s minutes × %(weight)s = %(points)s")
    else:
        sentence = _("%(reached)s ÷ %(required)s marks × %(weight)s = %(points)s")
    counted = [number(line.amount) for line in result.lines if line.why.counts]
    reached = f"({' + '.join(counted)})" if len(counted) > 1 else number(result.reached)
    return sentence % {
        "reached": reached,
        "required": number(result.required),
        "weight": number(part.weight),
        "points": number(result.points),
    }


def floor_words(part: Part) -> str:
    """What a part asks for at least, in words; empty when it asks for nothing."""
    if not part.floor:
        return ""
    if part.kind is PartKind.MINUTES:
        return _("at least %(percent)s%% of the required minutes") % {"percent": number(part.floor * 100)}
    count = int(part.floor)
    return ngettext("at least %(count)s mark", "at least %(count)s marks", count) % {"count": count}


SOURCE_WORDS: dict[Source, Promise] = {
    Source.ENTERED: gettext_lazy("entered by academic affairs"),
    Source.HOMEWORK: gettext_lazy("marked homework; what is entered goes first"),
    Source.DISCUSSION: gettext_lazy("discussions; what is entered goes first"),
    Source.QUIZ: gettext_lazy("quizzes; what is entered goes first"),
}


def source_words(part: Part) -> str:
    """Where the marks of a part come from, in words; empty for one that is measured by minutes."""
    if part.kind is PartKind.MINUTES:
        return ""
    if part.gives_hours:
        return _("signed school-based activities; what is entered goes first")
    return str(SOURCE_WORDS[part.source])


def untaken_words(source: Source, count: int) -> str:
    """What there is that no part takes, in one sentence."""
    told = {"count": count}
    match source:
        case Source.HOMEWORK:
            return ngettext("%(count)s marked work", "%(count)s marked works", count) % told
        case Source.DISCUSSION:
            return (
                ngettext("%(count)s contribution to discussions", "%(count)s contributions to discussions", count)
                % told
            )
        case _:
            return ngettext("%(count)s attempt at quizzes", "%(count)s attempts at quizzes", count) % told


def _line(line: Line, part: Part, mark: RecordedMark | None) -> LineWords:
    if part.kind is PartKind.MINUTES:
        amount = _("%(minutes)s minutes") % {"minutes": number(line.amount)}
    else:
        amount = _("%(score)s of 100") % {"score": number(line.amount)}
    return LineWords(amount, str(WHY[line.why]), line.why.counts, mark, line.note, line.about, line.done_on)

"""What an answer is worth: a share of the full points from 0 to 1, exact, whatever the order things were shown in.

An answer is a tuple of texts. Choices: positions of the options chosen. True/false: ``true`` or ``false``. Short and
numeric: what was typed. Matching: beside each left side the position of the right side chosen, or nothing.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from xingtan.courses.questions.content import CHOICES, Kind, Question, normalised, read_number, tidied

Given = tuple[str, ...]
NOTHING = Fraction(0)
FULL = Fraction(1)
POINT = Decimal("0.01")
LONGEST = 500
TRUTHS = {"true": True, "false": False}


def share_of(question: Question, given: Given) -> Fraction:
    """What part of the points an answer earns.

    Several choices: a wrong one earns nothing, too few their share. Matching: the share of sides matched.

    >>> from xingtan.courses.questions.content import Option
    >>> asked = Question(Kind.MULTIPLE, "?", (Option("a", True), Option("b", True), Option("c")))
    >>> share_of(asked, ("0",)), share_of(asked, ("1", "0")), share_of(asked, ("0", "2"))
    (Fraction(1, 2), Fraction(1, 1), Fraction(0, 1))
    """
    said = sound_answer(question, given)
    if not any(said):
        return NOTHING
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return _choices(question, said)
        case Kind.TRUE_FALSE:
            return Fraction(TRUTHS[said[0]] is question.truth)
        case Kind.SHORT:
            return Fraction(normalised(said[0]) in {normalised(answer) for answer in question.answers})
        case Kind.NUMERIC:
            return _number(question, said[0])
        case Kind.MATCHING:
            return _matching(question, said)


def _choices(question: Question, said: Given) -> Fraction:
    rights = {place for place, option in enumerate(question.options) if option.is_right}
    chosen = {int(each) for each in said}
    return Fraction(len(chosen), len(rights)) if chosen <= rights else NOTHING


def _number(question: Question, said: str) -> Fraction:
    number = read_number(said)
    return Fraction(number is not None and abs(number - question.number) <= question.tolerance)


def _matching(question: Question, said: Given) -> Fraction:
    rights, wanted = question.rights, [pair.right for pair in question.pairs if pair.left]
    matched = sum(bool(each) and rights[int(each)] == right for each, right in zip(said, wanted, strict=True))
    return Fraction(matched, len(wanted))


def sound_answer(question: Question, given: Sequence[str]) -> Given:
    """An answer as it is kept: what cannot be one is left out, so that a torn or forged form harms nobody."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            places = sorted({int(each) for each in given if _is_place(each, len(question.options))})
            return tuple(str(place) for place in (places if question.kind is Kind.MULTIPLE else places[:1]))
        case Kind.TRUE_FALSE:
            return tuple(each for each in given if each in TRUTHS)[:1]
        case Kind.SHORT | Kind.NUMERIC:
            return tuple(filter(None, (tidied(each)[:LONGEST] for each in given[:1])))
        case Kind.MATCHING:
            most = len(question.rights)
            said = [each if _is_place(each, most) else "" for each in given[: len(question.lefts)]]
            said += [""] * (len(question.lefts) - len(said))
            return tuple(said) if any(said) else ()


def _is_place(text: str, count: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4 and int(text) < count


def right_answer(question: Question) -> Given:
    """The answer that earns everything."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return tuple(str(place) for place, option in enumerate(question.options) if option.is_right)
        case Kind.TRUE_FALSE:
            return ("true" if question.truth else "false",)
        case Kind.SHORT:
            return question.answers[:1]
        case Kind.NUMERIC:
            return (f"{question.number:f}",)
        case Kind.MATCHING:
            return tuple(str(question.rights.index(pair.right)) for pair in question.pairs if pair.left)


def order_of(question: Question, random: Random, *, is_shuffled: bool) -> list[int]:
    """In which order options (or right sides) are shown. Right sides are always mixed: in order they would be told."""
    count = len(question.options) if question.kind in CHOICES else len(question.rights)
    places = list(range(count))
    if is_shuffled or question.kind is Kind.MATCHING:
        random.shuffle(places)
    return places


def score_of(shares: Sequence[tuple[Fraction | Decimal, int]]) -> Decimal:
    """A mark of 100 from (share, points) of each question, to hundredths, half up; nothing asked is 0.

    >>> score_of([(Fraction(1, 2), 2), (Fraction(1), 1)])
    Decimal('66.67')
    """
    most = sum(points for _share, points in shares)
    if not most:
        return Decimal("0.00")
    earned = sum((Fraction(share) * points for share, points in shares), Fraction(0)) * 100 / most
    return (Decimal(earned.numerator) / Decimal(earned.denominator)).quantize(POINT, rounding=ROUND_HALF_UP)

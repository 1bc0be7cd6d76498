"""What a question is, and what makes one unsound. Texts are plain: no tag ever reaches a page."""

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

MOST_TEXT: Final = 2_000
MOST_OPTION: Final = 500
MOST_OPTIONS: Final = 12
MOST_CATEGORY: Final = 100
EASY, MIDDLE, HARD = 1, 2, 3
DIFFICULTIES: Final = (EASY, MIDDLE, HARD)
_WIDEST_NUMBER: Final = Decimal(10) ** 12
_FINEST: Final = Decimal("1e-12")


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT = "short"
    NUMERIC = "numeric"
    MATCHING = "matching"


CHOICES: Final = frozenset({Kind.SINGLE, Kind.MULTIPLE})


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, right or wrong."""

    text: str
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together. An empty ``left`` is a right side that belongs to nothing: a distractor."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that is needed to ask and to judge it.

    ``options``: single and multiple choice. ``truth``: true/false. ``answers``: short answers, each accepted.
    ``number`` ± ``tolerance``: numeric. ``pairs``: matching. ``feedback``: shown with the answers.
    """

    kind: Kind
    text: str
    options: tuple[Option, ...] = ()
    truth: bool = False
    answers: tuple[str, ...] = ()
    number: Decimal = Decimal(0)
    tolerance: Decimal = Decimal(0)
    pairs: tuple[Pair, ...] = ()
    feedback: str = ""
    category: str = ""
    difficulty: int = MIDDLE

    @property
    def lefts(self) -> tuple[str, ...]:
        """What is to be matched, in order."""
        return tuple(pair.left for pair in self.pairs if pair.left)

    @property
    def rights(self) -> tuple[str, ...]:
        """What may be chosen beside each left side, each once."""
        return tuple(dict.fromkeys(pair.right for pair in self.pairs))


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a question: a code, and the facts its sentence names."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


def flaw(code: str, **facts: object) -> Flaw:
    """A flaw with its facts as text."""
    return Flaw(code, tuple((name, str(value)) for name, value in facts.items()))


# --- text ----------------------------------------------------------------------------------

_TAGS: Final = (
    "p|br|div|span|b|i|u|s|em|strong|sub|sup|ul|ol|li|h[1-6]|table|thead|tbody|tr|t[dh]|a|font|small|big|pre|code|hr"
    "|blockquote|o:p|center|script|style|iframe|object|embed|svg|math|form|input|button|link|meta|body|html|img|video|audio"
)
_BREAKS: Final = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|hr)\b[^<>]*>", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(rf"</?(?:{_TAGS})\b[^<>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_PICTURE: Final = re.compile(r"<(?:img|video|audio|object|embed|iframe|svg)\b", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[^\S\n]+")
_MANY_LINES: Final = re.compile(r"\n{3,}")


def tidied(text: str) -> str:
    """Plain text without control characters, one kind of line end, blanks folded, nothing around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    lines = (_BLANKS.sub(" ", line).strip() for line in kept.split("\n"))
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def plain_text(marked_up: str) -> str:
    """What a reader sees of HTML: tags go, entities become characters, paragraphs become lines.

    >>> plain_text("<p>教师<b>职业</b>道德</p><script>alert(1)</script>a &lt; b")
    '教师职业道德\\na < b'
    """
    seen = _BREAKS.sub("\n", _UNSEEN.sub("", marked_up))
    return tidied(html.unescape(_TAG.sub("", seen)))


def shows_pictures(marked_up: str) -> bool:
    """Whether something would be lost that is no text."""
    return bool(_PICTURE.search(marked_up))


def normalised(answer: str) -> str:
    """A short answer as it is compared: width, case, blanks and a closing mark do not matter.

    >>> normalised(" ＡＢ　c。") == normalised("abC")
    True
    """
    folded = unicodedata.normalize("NFKC", answer).casefold()
    return "".join(folded.split()).rstrip("。.;；!！,，、")


def read_number(text: str) -> Decimal | None:
    """A number as people type it, full-width or with commas; None when it is none."""
    folded = unicodedata.normalize("NFKC", text).strip().replace(",", "").replace("−", "-")
    try:
        number = Decimal(folded)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= _WIDEST_NUMBER:
        return None
    return number if number == number.quantize(_FINEST) else None


def shown_number(number: Decimal) -> str:
    """Without needless zeros: ``2.50`` is 2.5, ``1E+2`` is 100."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


# --- what is sound -------------------------------------------------------------------------


def neat(question: Question) -> Question:
    """The same question with every text tidied, and only what its kind uses."""
    kind = question.kind
    return replace(
        question,
        text=tidied(question.text),
        options=tuple(Option(tidied(each.text), each.is_right) for each in question.options) if kind in CHOICES else (),
        truth=question.truth and kind is Kind.TRUE_FALSE,
        answers=tuple(dict.fromkeys(filter(None, map(tidied, question.answers)))) if kind is Kind.SHORT else (),
        number=question.number if kind is Kind.NUMERIC else Decimal(0),
        tolerance=question.tolerance if kind is Kind.NUMERIC else Decimal(0),
        pairs=tuple(Pair(tidied(each.left), tidied(each.right)) for each in question.pairs)
        if kind is Kind.MATCHING
        else (),
        feedback=tidied(question.feedback),
        category=neat_category(question.category),
    )


def neat_category(path: str) -> str:
    """A path of categories, ``师德/基础``, without blanks and empty steps."""
    steps = (" ".join(tidied(step).split()) for step in path.split("/"))
    return "/".join(step for step in steps if step)


def flaws(question: Question) -> list[Flaw]:
    """Everything that keeps a neat question out of the bank; none: it is sound."""
    found = list(_text_flaws(question))
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            found += _choice_flaws(question)
        case Kind.SHORT:
            found += _short_flaws(question)
        case Kind.NUMERIC if question.tolerance < 0:
            found.append(flaw("tolerance_negative"))
        case Kind.MATCHING:
            found += _matching_flaws(question)
    return found


def _text_flaws(question: Question) -> Iterable[Flaw]:
    if not question.text:
        yield flaw("no_text")
    longest = {"text": question.text, "feedback": question.feedback}
    if any(len(text) > MOST_TEXT for text in longest.values()):
        yield flaw("text_too_long", most=MOST_TEXT)
    parts = [*(each.text for each in question.options), *question.answers]
    parts += [text for pair in question.pairs for text in (pair.left, pair.right)]
    if any(len(text) > MOST_OPTION for text in parts):
        yield flaw("option_too_long", most=MOST_OPTION)
    if len(question.category) > MOST_CATEGORY:
        yield flaw("category_too_long", most=MOST_CATEGORY)
    if question.difficulty not in DIFFICULTIES:
        yield flaw("difficulty_unknown", said=question.difficulty)


def _choice_flaws(question: Question) -> Iterable[Flaw]:
    rights = sum(option.is_right for option in question.options)
    if not 2 <= len(question.options) <= MOST_OPTIONS:
        yield flaw("options_count", count=len(question.options), most=MOST_OPTIONS)
    if any(not option.text for option in question.options):
        yield flaw("option_empty")
    repeated = _repeated(option.text for option in question.options)
    if repeated:
        yield flaw("option_twice", text=repeated)
    if rights == 0:
        yield flaw("no_right_option")
    elif question.kind is Kind.SINGLE and rights > 1:
        yield flaw("several_right", count=rights)


def _short_flaws(question: Question) -> Iterable[Flaw]:
    if not question.answers:
        yield flaw("no_answer")
    elif any(not normalised(answer) for answer in question.answers):
        yield flaw("answer_says_nothing")
    if len(question.answers) > MOST_OPTIONS:
        yield flaw("answers_count", count=len(question.answers), most=MOST_OPTIONS)


def _matching_flaws(question: Question) -> Iterable[Flaw]:
    if not len(question.lefts) >= 2 or len(question.pairs) > MOST_OPTIONS:
        yield flaw("pairs_count", count=len(question.lefts), most=MOST_OPTIONS)
    if any(not pair.right for pair in question.pairs):
        yield flaw("pair_open")
    repeated = _repeated(question.lefts)
    if repeated:
        yield flaw("left_twice", text=repeated)


def _repeated(texts: Iterable[str]) -> str:
    seen: set[str] = set()
    for text in texts:
        if text and text in seen:
            return text[:40]
        seen.add(text)
    return ""


# --- as data -------------------------------------------------------------------------------


def as_data(question: Question) -> dict[str, Any]:
    """The question as JSON keeps it; category and difficulty are kept beside it."""
    data: dict[str, Any] = {"kind": question.kind.value, "text": question.text, "feedback": question.feedback}
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            data["options"] = [[option.text, option.is_right] for option in question.options]
        case Kind.TRUE_FALSE:
            data["truth"] = question.truth
        case Kind.SHORT:
            data["answers"] = list(question.answers)
        case Kind.NUMERIC:
            data |= {"number": shown_number(question.number), "tolerance": shown_number(question.tolerance)}
        case Kind.MATCHING:
            data["pairs"] = [[pair.left, pair.right] for pair in question.pairs]
    return data


def from_data(data: Mapping[str, Any], *, category: str = "", difficulty: int = MIDDLE) -> Question:
    """The question that ``as_data`` wrote."""
    return Question(
        kind=Kind(data["kind"]),
        text=data["text"],
        options=tuple(Option(text, is_right) for text, is_right in data.get("options", ())),
        truth=bool(data.get("truth", False)),
        answers=tuple(data.get("answers", ())),
        number=Decimal(data.get("number", "0")),
        tolerance=Decimal(data.get("tolerance", "0")),
        pairs=tuple(Pair(left, right) for left, right in data.get("pairs", ())),
        feedback=data.get("feedback", ""),
        category=category,
        difficulty=difficulty,
    )


def digest_of(question: Question) -> str:
    """By what two questions are the same: what is asked and what is right, not the explanation or where it is filed."""
    said = as_data(question) | {"feedback": ""}
    folded = unicodedata.normalize("NFKC", json.dumps(said, ensure_ascii=False, sort_keys=True))
    return hashlib.sha256("".join(folded.split()).encode()).hexdigest()

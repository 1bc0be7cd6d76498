"""Moodle's XML of questions, read. Kinds this house does not ask are named with their line."""

from typing import Final

from xingtan.courses.questions.content import (
    Flaw,
    Kind,
    Option,
    Pair,
    Question,
    flaw,
    plain_text,
    read_number,
    shows_pictures,
    tidied,
)
from xingtan.courses.questions.gift import category_of
from xingtan.courses.questions.reading import Gathering, Reading
from xingtan.foundation.xml_tree import Node, XmlUnsafe, read_xml

_NOTES: Final = ("generalfeedback", "correctfeedback")


def read_moodle(content: bytes) -> Reading:
    """The questions of a Moodle XML file and what is wrong with it, by line."""
    gathering = Gathering()
    try:
        root = read_xml(content)
    except XmlUnsafe as unsafe:
        gathering.complain(unsafe.line, f"xml_{unsafe.code}")
        return gathering.done()
    if root.name != "quiz":
        gathering.complain(root.line, "not_moodle", name=root.name[:40])
        return gathering.done()
    category = ""
    for node in root.all("question"):
        if node.attributes.get("type") == "category":
            category = category_of(f":{_said(node, 'category')[0]}")
        else:
            _take(node, category, gathering)
    return gathering.done()


def _take(node: Node, category: str, gathering: Gathering) -> None:
    kind = node.attributes.get("type", "")
    reader = _READERS.get(kind)
    if reader is None:
        gathering.complain(node.line, "essay" if kind == "essay" else "kind_unknown", kind=kind[:40])
        return
    read, wrong = reader(node)
    text, is_lost = _said(node, "questiontext")
    notes = [_said(node, name)[0] for name in _NOTES]
    feedback = tidied("\n".join(filter(None, dict.fromkeys([*notes[:1], read.feedback]))))
    asked = Question(
        read.kind, text, read.options, read.truth, read.answers, read.number, read.tolerance, read.pairs, feedback, category
    )  # fmt: skip
    gathering.take(node.line, asked, [*wrong, *([flaw("picture")] if is_lost or node.within("file") else [])])


def _said(node: Node | None, *path: str) -> tuple[str, bool]:
    """The text at a path as plain text, and whether a picture was lost with it."""
    for name in path:
        node = node.first(name) if node else None
    if node is None:
        return "", False
    text = node.first("text")
    said = (text or node).text
    return (
        (tidied(said), False)
        if node.attributes.get("format") == "plain_text"
        else (plain_text(said), shows_pictures(said))
    )


def _answers(node: Node) -> list[tuple[str, float, str]]:
    """Each answer's text, its percentage and what is said to it."""
    found = []
    for answer in node.all("answer"):
        share = read_number(answer.attributes.get("fraction", "0"))
        found.append((_said(answer)[0], float(share or 0), _said(answer, "feedback")[0]))
    return found


def _notes(answers: list[tuple[str, float, str]]) -> str:
    return "\n".join(f"{text}：{note}" for text, _share, note in answers if note)


Read = tuple[Question, list[Flaw]]


def _choice(node: Node) -> Read:
    answers = _answers(node)
    is_single = _said(node, "single")[0].lower() not in {"false", "0"}
    shares = [share for _text, share, _note in answers if share > 0]
    uneven = bool(shares) and max(shares) - min(shares) > 1
    partly = is_single and any(share < 100 for share in shares)
    options = tuple(Option(text, share > 0) for text, share, _note in answers)
    wrong = [flaw("partly_right")] if partly else [flaw("weights_differ")] if uneven else []
    return Question(Kind.SINGLE if is_single else Kind.MULTIPLE, "", options, feedback=_notes(answers)), wrong


def _truth(node: Node) -> Read:
    answers = _answers(node)
    right = [text.casefold() for text, share, _note in answers if share > 0]
    wrong = [] if right in (["true"], ["false"]) else [flaw("truth_unknown")]
    notes = "\n".join(note for _text, _share, note in answers if note)
    return Question(Kind.TRUE_FALSE, "", truth=right == ["true"], feedback=notes), wrong


def _short(node: Node) -> Read:
    answers = _answers(node)
    wrong = [flaw("partly_right")] if any(0 < share < 100 for _text, share, _note in answers) else []
    accepted = tuple(text for text, share, _note in answers if share > 0)
    wrong += [flaw("wildcard", text=text[:40]) for text in accepted if "*" in text]
    return Question(Kind.SHORT, "", answers=accepted, feedback=_notes(answers)), wrong


def _number(node: Node) -> Read:
    rights = [answer for answer in node.all("answer") if (read_number(answer.attributes.get("fraction", "0")) or 0) > 0]
    if len(rights) != 1:
        return Question(Kind.NUMERIC, ""), [flaw("several_numbers")]
    text = _said(rights[0])[0]
    number, tolerance = read_number(text), read_number(_said(rights[0], "tolerance")[0] or "0")
    if number is None or tolerance is None:
        return Question(Kind.NUMERIC, ""), [flaw("not_a_number", text=text[:40])]
    return Question(Kind.NUMERIC, "", number=number, tolerance=tolerance, feedback=_said(rights[0], "feedback")[0]), []


def _matching(node: Node) -> Read:
    parts = node.all("subquestion")
    pairs = tuple(Pair(_said(part)[0], _said(part, "answer")[0]) for part in parts)
    return Question(Kind.MATCHING, "", pairs=pairs), []


_READERS: Final = {
    "multichoice": _choice,
    "truefalse": _truth,
    "shortanswer": _short,
    "numerical": _number,
    "matching": _matching,
}

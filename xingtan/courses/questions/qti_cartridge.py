"""QTI 1.2 as Common Cartridges carry it: the items of assessments and question banks, read into questions of this house."""

from collections.abc import Iterable
from typing import Final

from xingtan.courses.questions.content import (
    Flaw,
    Kind,
    Option,
    Question,
    flaw,
    plain_text,
    read_number,
    shows_pictures,
)
from xingtan.courses.questions.reading import Gathering, Reading
from xingtan.foundation.xml_tree import Node

Read = tuple[Question, list[Flaw]]
_TRUTHS: Final = {
    "true": True,
    "t": True,
    "正确": True,
    "对": True,
    "false": False,
    "f": False,
    "错误": False,
    "错": False,
}


def read_cartridge_questions(files: Iterable[tuple[str, bytes]]) -> Reading:
    """The items of XML files given as (title, content), each problem named with its file and line."""
    gathering = Gathering()
    for title, root in gathering.roots(files):
        for item in root.within("item"):
            _take(item, title, gathering)
    return gathering.done()


def _take(item: Node, category: str, gathering: Gathering) -> None:
    profile = _profile(item)
    reader = _READERS.get(profile)
    presentation = item.first("presentation")
    if reader is None or presentation is None:
        gathering.complain(item.line, "essay" if profile == "essay" else "kind_unknown", kind=profile[:40])
        return
    read, wrong = reader(item, presentation)
    said = _material(presentation)
    notes = "\n".join(plain_text(_material(each)) for each in item.all("itemfeedback")[:1])
    question = Question(
        read.kind, plain_text(said), read.options, read.truth, read.answers, feedback=notes, category=category[:100]
    )
    more = [flaw("picture")] if shows_pictures(said) else []
    gathering.take(item.line, question, [*wrong, *more])


def _profile(item: Node) -> str:
    """``multiple_choice`` of ``cc.multiple_choice.v0p1``."""
    for field in item.within("qtimetadatafield"):
        label, entry = field.first("fieldlabel"), field.first("fieldentry")
        if label and entry and label.text.strip() == "cc_profile":
            return entry.text.strip().removeprefix("cc.").rpartition(".")[0]
    return ""


def _material(node: Node) -> str:
    """The text of a node as marked up; of what is asked, not of what is offered."""
    return "\n".join(
        text.text if "html" in text.attributes.get("texttype", "text/html") else text.text.replace("<", "&lt;")
        for material in [node, *node.all("flow", "flow_mat")]
        for each in material.all("material")
        for text in each.all("mattext")
    )


def _right(item: Node) -> list[str]:
    """The responses that earn something."""
    found: list[str] = []
    for condition in item.within("respcondition"):
        scores = [read_number(each.text.strip()) for each in condition.all("setvar")]
        if not any(score is not None and score > 0 for score in scores):
            continue
        held = condition.first("conditionvar")
        waiting = [held] if held else []
        while waiting:
            node = waiting.pop()
            found += [node.text.strip()] if node.name == "varequal" else []
            waiting.extend(each for each in reversed(node.children) if each.name != "not")
    return list(dict.fromkeys(found))


def _options(item: Node, presentation: Node) -> tuple[Option, ...]:
    right = set(_right(item))
    return tuple(
        Option(plain_text(_material(label)), label.attributes.get("ident") in right)
        for label in presentation.within("response_label")
    )


def _single(item: Node, presentation: Node) -> Read:
    return Question(Kind.SINGLE, "", _options(item, presentation)), []


def _multiple(item: Node, presentation: Node) -> Read:
    return Question(Kind.MULTIPLE, "", _options(item, presentation)), []


def _truth(item: Node, presentation: Node) -> Read:
    chosen = [_TRUTHS.get(each.text.casefold()) for each in _options(item, presentation) if each.is_right]
    if len(chosen) != 1 or chosen[0] is None:
        return Question(Kind.TRUE_FALSE, ""), [flaw("truth_unknown")]
    return Question(Kind.TRUE_FALSE, "", truth=chosen[0]), []


def _short(item: Node, presentation: Node) -> Read:  # noqa: ARG001 - as the other readers
    return Question(Kind.SHORT, "", answers=tuple(_right(item))), []


_READERS: Final = {
    "multiple_choice": _single, "multiple_response": _multiple, "true_false": _truth, "fib": _short,
}  # fmt: skip

"""QTI 2.1 items, read: one XML file, or the files of a packed folder handed over one by one."""

from collections.abc import Iterable
from decimal import Decimal
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
    tidied,
)
from xingtan.courses.questions.reading import Gathering, Reading
from xingtan.foundation.xml_tree import Node

_CHOICE, _ENTRY, _MATCH = "choiceInteraction", "textEntryInteraction", "matchInteraction"
_INTERACTIONS: Final = frozenset({_CHOICE, _ENTRY, _MATCH})
_PICTURES: Final = ("img", "object", "video", "audio")
_NUMBERS: Final = frozenset({"float", "integer"})
_TRUTHS: Final = {
    "正确": True, "对": True, "true": True, "是": True, "√": True, "错误": False, "错": False, "false": False, "否": False, "×": False,
}  # fmt: skip
Read = tuple[Question, list[Flaw]]


def read_qti(files: Iterable[tuple[str, bytes]]) -> Reading:
    """The items of XML files given as (name, content). What is no item, as a manifest or a test, is passed over."""
    gathering = Gathering()
    for _name, root in gathering.roots(files):
        for item in [root] if root.name == "assessmentItem" else root.within("assessmentItem"):
            _take(item, gathering)
    return gathering.done()


def _take(item: Node, gathering: Gathering) -> None:
    body = item.first("itemBody")
    asked = body.within(*_every(body)) if body else []
    if body is None or len(asked) != 1:
        gathering.complain(item.line, "interactions", count=len(asked))
        return
    if asked[0].name not in _INTERACTIONS:
        gathering.complain(asked[0].line, "kind_unknown", kind=asked[0].name)
        return
    read, wrong = _READERS[asked[0].name](item, asked[0])
    more = [flaw("picture")] if body.within(*_PICTURES) else []
    feedback = "\n".join(plain_text(node.markup) for node in item.all("modalFeedback"))
    question = Question(
        read.kind, _stem(body, asked[0]), read.options, read.truth, read.answers, read.number, read.tolerance, read.pairs, feedback
    )  # fmt: skip
    gathering.take(item.line, question, [*wrong, *more])


def _every(body: Node | None) -> set[str]:
    """Names of all interactions within, known here or not."""
    found, waiting = set(), [body] if body else []
    while waiting:
        node = waiting.pop()
        waiting.extend(node.children)
        if node.name.endswith("Interaction"):
            found.add(node.name)
    return found


def _stem(body: Node, interaction: Node) -> str:
    """The text around the interaction, with a gap where something is to be typed, and its prompt."""
    prompt = interaction.first("prompt")
    name, kept = interaction.name, interaction.inside
    interaction.name, interaction.inside = "span", ["____"] if name == _ENTRY else []
    around = plain_text(body.markup)
    interaction.name, interaction.inside = name, kept
    return tidied(f"{around}\n{plain_text(prompt.markup) if prompt else ''}")


def _declared(item: Node, interaction: Node) -> Node | None:
    name = interaction.attributes.get("responseIdentifier")
    return next((each for each in item.all("responseDeclaration") if each.attributes.get("identifier") == name), None)


def _correct(declared: Node | None) -> list[str]:
    right = declared.first("correctResponse") if declared else None
    return [value.text.strip() for value in right.all("value")] if right else []


def _choice(item: Node, interaction: Node) -> Read:
    declared = _declared(item, interaction)
    right = set(_correct(declared))
    choices = interaction.all("simpleChoice")
    options = tuple(Option(plain_text(each.markup), each.attributes.get("identifier") in right) for each in choices)
    truths = [_TRUTHS.get(option.text.casefold()) for option in options]
    is_multiple = bool(declared) and declared.attributes.get("cardinality") == "multiple"  # type: ignore[union-attr]  # is there
    if set(truths) == {True, False} and len(options) == 2 and sum(each.is_right for each in options) == 1:
        chosen = next(truth for truth, option in zip(truths, options, strict=True) if option.is_right)
        return Question(Kind.TRUE_FALSE, "", truth=bool(chosen)), []
    return Question(Kind.MULTIPLE if is_multiple else Kind.SINGLE, "", options), []


def _entry(item: Node, interaction: Node) -> Read:
    declared = _declared(item, interaction)
    answers = _correct(declared)
    mapping = declared.first("mapping") if declared else None
    for entry in mapping.all("mapEntry") if mapping else ():
        if (read_number(entry.attributes.get("mappedValue", "0")) or 0) > 0:
            answers.append(entry.attributes.get("mapKey", ""))
    if declared is None or declared.attributes.get("baseType") not in _NUMBERS:
        return Question(Kind.SHORT, "", answers=tuple(answers)), []
    number = read_number(answers[0]) if answers else None
    if number is None:
        return Question(Kind.NUMERIC, ""), [flaw("not_a_number", text="".join(answers[:1])[:40])]
    return Question(Kind.NUMERIC, "", number=number, tolerance=_tolerance(item)), []


def _tolerance(item: Node) -> Decimal:
    """What ``equal`` of the response processing allows on both sides; QTI gives it once or twice."""
    for equal in item.within("equal"):
        if equal.attributes.get("toleranceMode") == "absolute":
            said = [read_number(each) for each in equal.attributes.get("tolerance", "").split()]
            return max((each for each in said if each is not None), default=Decimal(0))
    return Decimal(0)


def _match(item: Node, interaction: Node) -> Read:
    texts = {
        choice.attributes.get("identifier", ""): plain_text(choice.markup)
        for choice in interaction.within("simpleAssociableChoice")
    }
    right = dict(value.split(None, 1) for value in _correct(_declared(item, interaction)) if len(value.split()) == 2)
    sets = interaction.all("simpleMatchSet")
    if len(sets) != 2:
        return Question(Kind.MATCHING, ""), [flaw("pair_open")]
    lefts = [each.attributes.get("identifier", "") for each in sets[0].children]
    pairs = [Pair(texts[left], texts.get(right.get(left, ""), "")) for left in lefts if left in texts]
    used = set(right.values())
    others = [each.attributes.get("identifier", "") for each in sets[1].children]
    pairs += [Pair("", texts[other]) for other in others if other in texts and other not in used]
    return Question(Kind.MATCHING, "", pairs=tuple(pairs)), []


_READERS: Final = {_CHOICE: _choice, _ENTRY: _entry, _MATCH: _match}

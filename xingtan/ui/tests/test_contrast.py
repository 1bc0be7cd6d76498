"""Every pair of ink and paper that the tokens allow is readable: 4.5 : 1 for words (WCAG 1.4.3)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parent.parent / "assets" / "css"
PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "link", "link-deep") for ground in ("ground", "paper", "sunk")),
    *((ink, "off-tint") for ink in ("ink", "ink-soft")),
    *((ink, "chosen") for ink in ("ink", "link", "link-deep")),
    *((state, f"{state}-tint") for state in ("ok", "wait", "stop", "info", "off")),
    *(("ink", f"{state}-tint") for state in ("ok", "wait", "stop", "info", "off")),
    *((state, ground) for state in ("ok", "wait", "stop", "info") for ground in ("ground", "paper")),
    ("on-apricot", "apricot"),
    ("on-apricot", "apricot-deep"),
    ("paper", "stop"),
]
EDGES = [
    ("line-strong", "paper"),
    ("line-strong", "ground"),
    ("focus", "paper"),
    ("focus", "ground"),
    ("chart-1", "paper"),
]


def tokens(sheet: str) -> dict[str, str]:
    """The colours a style sheet names."""
    text = (CSS / sheet).read_text()
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sheet", ["tokens.css", "dark.css"])
def test_words_stand_out_from_what_they_stand_on(sheet: str) -> None:
    colours = tokens(sheet)

    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}

    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}


@pytest.mark.parametrize("sheet", ["tokens.css", "dark.css"])
def test_edges_of_fields_and_the_focus_can_be_seen(sheet: str) -> None:
    colours = tokens(sheet)

    assert [pair for pair in EDGES if contrast(colours[pair[0]], colours[pair[1]]) < 3] == []


def test_dark_names_every_colour_that_light_names() -> None:
    assert tokens("dark.css").keys() == tokens("tokens.css").keys()

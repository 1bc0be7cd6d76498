"""What the browser loads is small, plain enough for phones of 2020, and names no outside host."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
UI = ROOT / "xingtan" / "ui"
BUILT = UI / "static" / "ui" / "built"
TOO_NEW = [r"@layer\b", r":has\(", r"color-mix\(", r"oklch\(", r":where\(", r":is\(", r"@container\b", r"\b\d+dvh\b"]
TEMPLATES = sorted((ROOT / "xingtan").glob("*/templates/**/*.html"))


@pytest.mark.parametrize("sheet", sorted((UI / "assets" / "css").glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_uses_nothing_that_phones_of_2020_drop(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)

    assert [feature for feature in TOO_NEW if re.search(feature, text)] == []


def test_what_every_page_loads_is_under_100_kb_compressed() -> None:
    if not (BUILT / "app.js").exists():
        pytest.skip("the assets are not built here")

    size = sum(
        len(gzip.compress((BUILT / name).read_bytes())) for name in ("app.js", "style.css", "dark.css", "icons.svg")
    )

    assert size < 80_000  # leaves 20 KB for the page itself


def test_every_icon_a_page_names_is_in_the_sprite() -> None:
    listed = {line for line in (UI / "assets" / "icons.txt").read_text().splitlines() if not line.startswith("#")}
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r'<c-icon name="([a-z0-9-]+)"|\bicon="([a-z0-9-]+)"', path.read_text())
        for name in name
        if name
    }

    assert named - listed == set()


def test_no_page_holds_inline_style_or_script() -> None:
    forbidden = re.compile(
        r"<style|\sstyle=|\son(click|change|load|submit|input)=|<script(?![^>]*\bsrc=)(?![^>]*application/)"
    )

    assert [str(path.relative_to(ROOT)) for path in TEMPLATES if forbidden.search(path.read_text())] == []


def test_the_lock_file_names_no_host() -> None:
    text = (ROOT / "package-lock.json").read_text()

    assert "://" not in text
    assert '"resolved"' not in text

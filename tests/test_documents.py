"""The documents say what the code does."""

import re

from tests.architecture import PACKAGE, ROOT, layers

READ = re.compile(r"\b(?:env(?:\.\w+)?|kept_key)\(\s*\"([A-Z][A-Z_]+)\"")


def test_every_setting_stands_in_the_settings_document() -> None:
    read = {name for path in PACKAGE.rglob("*.py") for name in READ.findall(path.read_text())}
    told = set(re.findall(r"`((?:XINGTAN|DATABASE)_[A-Z_]+)`", (ROOT / "docs/settings.md").read_text()))

    assert len(read) > 20
    assert read - told == set()
    assert told - read == set()


def test_every_room_stands_in_the_plan_of_the_house() -> None:
    plan = (ROOT / "docs/architecture.md").read_text()
    rooms = re.findall(r"^\| `(\w+)` \|", plan, re.MULTILINE)

    assert rooms == layers()


def test_lock_files_name_no_host() -> None:
    locks = [ROOT / "package-lock.json", *(ROOT / "requirements").glob("*.txt")]

    named = [
        lock.name for lock in locks if re.search(r'"resolved"|--index-url|--extra-index|@ https?://', lock.read_text())
    ]

    assert named == []


def test_every_picture_and_page_that_the_documents_point_to_stands() -> None:
    papers = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").rglob("*.md"))]

    missing = [
        f"{paper.relative_to(ROOT)}: {target}"
        for paper in papers
        for target in re.findall(r"\]\(([^)#\s]+)", paper.read_text())
        if "://" not in target and not (paper.parent / target).exists()
    ]

    assert missing == []

"""The catalogues are one language: every room says the same Chinese for the same English."""

import re
from collections import defaultdict

import polib

from tests.architecture import PACKAGE


def test_no_two_rooms_translate_one_text_differently() -> None:
    said: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for path in PACKAGE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            said[entry.msgctxt, entry.msgid].add(entry.msgstr or str(sorted(entry.msgstr_plural.items())))

    assert len(said) > 1000
    assert {key[1]: texts for key, texts in said.items() if len(texts) > 1} == {}


def test_no_text_is_asked_for_within_an_f_string_where_it_is_not_found_for_the_catalogue() -> None:
    asked = re.compile(r"""\bf(["']).*\{n?p?gettext(?:_lazy)?\(|\bf(["']).*\{_\(""")
    found = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text().splitlines()
        if asked.search(line)
    ]

    assert asked.search("yield f\"  {_('Row')}\"")
    assert found == []


def test_every_text_is_translated_and_none_is_in_doubt() -> None:
    catalogues = list(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))

    unfinished = [
        f"{path}: {entry.msgid}"
        for path in catalogues
        for entry in polib.pofile(str(path))
        if not entry.translated() or entry.fuzzy
    ]

    assert len(catalogues) >= 28
    assert unfinished == []

"""Brings every room's two catalogues up to date, or (``--check``) says what is missing.

Each room keeps its own catalogues. ``en`` is filled with the msgids themselves; ``zh_Hans`` is
written by hand, so a missing, fuzzy or left-over entry there is an error to mend.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ROOT / "xingtan"
LANGUAGES = {"zh_Hans": 1, "en": 2}
PLURALS = {"zh_Hans": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


def main(words: list[str]) -> int:
    """Refresh the rooms named (all without names); returns how many entries want a person."""
    check = "--check" in words
    named = [word for word in words if not word.startswith("-")]
    rooms = [ROOMS / name for name in named] or [p for p in sorted(ROOMS.iterdir()) if (p / "__init__.py").exists()]
    complaints = [line for room in rooms for line in refreshed(room, check=check)]
    print("\n".join(complaints) or f"catalogues complete: {len(rooms)} rooms")
    return min(len(complaints), 125)


def refreshed(room: Path, *, check: bool) -> list[str]:
    """Bring one room's catalogues up to date; returns what is wrong with them, line by line."""
    found = extracted(room)
    complaints = []
    for language in LANGUAGES:
        path = room / "locale" / language / "LC_MESSAGES" / "django.po"
        if not found and not path.exists():
            continue
        old = polib.pofile(str(path)) if path.exists() else polib.POFile()
        new = merged(old, found, language)
        if check:
            complaints += [
                f"{path.relative_to(ROOT)}: not in the catalogue: {e.msgid!r}"
                for e in new
                if old.find(e.msgid, msgctxt=e.msgctxt) is None and e.msgctxt is None
            ]
            complaints += [
                f"{path.relative_to(ROOT)}: no longer used: {e.msgid!r}"
                for e in old
                if not any(e.msgid == n.msgid and e.msgctxt == n.msgctxt for n in new)
            ]
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            new.save(str(path))
        complaints += [f"{path.relative_to(ROOT)}: untranslated: {e.msgid!r}" for e in new if not e.translated()]
        complaints += [f"{path.relative_to(ROOT)}: fuzzy: {e.msgid!r}" for e in new if e.fuzzy]
    return complaints


def extracted(room: Path) -> list[polib.POEntry]:
    """Every text marked for translation in a room's code and templates."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / room.name
        shutil.copytree(
            room,
            copy,
            ignore=shutil.ignore_patterns("tests", "migrations", "static", "assets", "locale", "node_modules"),
        )
        (copy / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
        command = [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale",
            "en",
            "--no-wrap",
            "--no-location",
            "--verbosity",
            "0",
        ]
        subprocess.run(command, cwd=copy, check=True, env={"PATH": "/usr/bin:/bin"})
        catalogue = copy / "locale" / "en" / "LC_MESSAGES" / "django.po"
        return [e for e in polib.pofile(str(catalogue)) if not e.obsolete] if catalogue.exists() else []


def merged(old: polib.POFile, found: list[polib.POEntry], language: str) -> polib.POFile:
    """The catalogue of exactly the texts found, with the translations it had."""
    new = polib.POFile(wrapwidth=0)
    new.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for entry in sorted(found, key=lambda e: (e.msgid, e.msgctxt or "")):
        known = (
            old.find(entry.msgid, msgctxt=entry.msgctxt, include_obsolete_entries=False)
            if entry.msgctxt
            else old.find(entry.msgid)
        )
        new.append(_entry(entry, known, language))
    return new


def _entry(entry: polib.POEntry, known: polib.POEntry | None, language: str) -> polib.POEntry:
    kept = polib.POEntry(
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgctxt=entry.msgctxt,
        flags=[f for f in entry.flags if f != "fuzzy"],
    )
    if entry.msgid_plural:
        count = LANGUAGES[language]
        filled = dict.fromkeys(range(count), "")
        if language == "en":
            filled = {0: entry.msgid, 1: entry.msgid_plural}
        elif known and known.msgstr_plural:
            filled = {n: known.msgstr_plural.get(n, "") for n in range(count)}
        elif known and known.msgstr:
            filled = {0: known.msgstr}
        kept.msgstr_plural = filled
    else:
        kept.msgstr = entry.msgid if language == "en" else (known.msgstr if known else "")
        if known and known.fuzzy:
            kept.flags.append("fuzzy")
    return kept


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

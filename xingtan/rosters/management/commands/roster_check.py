"""``xingtan roster check FILE [--json]``: what is read from a sheet, and what is wrong with it. Stores nothing."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.foundation.sheets import read_workbook
from xingtan.programmes.queries import current_programme
from xingtan.rosters import queries
from xingtan.rosters.errors import NoHeader, NoRows
from xingtan.rosters.sentences import field_name, sentence_of
from xingtan.rosters.sheet import FIELDS, Reading, Vocabulary, read_grids

SENTENCES = {"no_header": NoHeader, "no_rows": NoRows}


class Command(BaseCommand):
    """Reads a sheet as the upload does and tells what it found."""

    help = "Read Annex 1 from FILE and tell what is wrong, row by row; nothing is stored. --json answers for programs."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and the form of the answer."""
        parser.add_argument("file", type=Path, help="a roster as .xlsx, .xls, .ods or .csv")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, file: Path, **options: Any) -> None:
        """Read and tell; exit code 1 when the file cannot be read at all."""
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s. Please check the path.") % {"file": file})
        try:
            reading, sentence = self._read(file), ""
        except Refusal as refusal:
            reading, sentence = Reading(file_error="unreadable"), str(refusal)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be opened: %(why)s.") % {"file": file, "why": error.strerror}
            ) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, indent=1))
            return
        if reading.file_error:
            raise CommandError(sentence or str(SENTENCES[reading.file_error]()))
        self._tell(reading)

    def _read(self, file: Path) -> Reading:
        book = read_workbook(file)
        return read_grids(queries.grids_of(book), _vocabulary(), clock.today())

    def _tell(self, reading: Reading) -> None:
        for teacher in reading.teachers:
            cells = " · ".join(getattr(teacher, field) or "–" for field in FIELDS)
            self.stdout.write(f"{teacher.row:>5}  {cells}")
            for problem in teacher.problems:
                self.stdout.write(f"       ! {field_name(problem.field)}: {sentence_of(problem)}")
        told = _("%(teachers)s teachers, %(problems)s cells to be mended, %(ignored)s rows passed over.")
        counts = {"teachers": len(reading.teachers), "problems": reading.problem_count, "ignored": len(reading.ignored)}
        self.stdout.write(told % counts)


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading as programs take it."""
    return {
        "file_error": reading.file_error,
        "teachers": [
            {field: getattr(teacher, field) for field in FIELDS}
            | {"problems": [str(problem) for problem in teacher.problems]}
            for teacher in reading.teachers
        ],
        "ignored_rows": [each._asdict() for each in reading.ignored],
    }


def _vocabulary() -> Vocabulary:
    """That of the current programme; before there is a database, the stages of the notice and the shipped divisions."""
    try:
        return queries.vocabulary_for(current_programme(clock.now()))
    except DatabaseError:
        return queries.shipped_vocabulary()

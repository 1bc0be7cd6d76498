"""``xingtan schools load FILE``: enters or brings up to date the schools of a list."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations import actions
from xingtan.organisations.files import COLUMNS, NEEDED, schools_from
from xingtan.organisations.models import Division
from xingtan.organisations.queries import gazetteer


class Command(BaseCommand):
    """All or nothing; a school is known by its ten-digit code."""

    help = "Enter the schools of a list (.xlsx, .xls, .csv)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file; the help names its columns."""
        parser.formatter_class = RawDescriptionHelpFormatter
        columns = "\n".join(
            f"  {' / '.join(names)}{'' if field in NEEDED else '   (optional)'}" for field, names in COLUMNS.items()
        )
        parser.epilog = f"The first row holds the headings:\n{columns}"
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_options: Any) -> None:
        """Read the whole list, then store it in one piece."""
        if not file.is_file():
            raise CommandError(f"{file} is not there.")
        if not Division.objects.exists():
            raise CommandError("No divisions are loaded yet. Run first: xingtan divisions load")
        try:
            records = list(schools_from(file, gazetteer()))
            changed = actions.register_schools(records=records, by=None, now=clock.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"✓ {file.name}: {len(records)} schools read, {len(changed)} entered or changed")

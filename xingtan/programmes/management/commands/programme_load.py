"""``xingtan programme load FILE``: stores a programme with its notice."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.programmes import actions
from xingtan.programmes.fault_words import sentence_of
from xingtan.programmes.files import read_document
from xingtan.programmes.queries import SHIPPED
from xingtan.programmes.rules import faults_of, moved_into_week


class Command(BaseCommand):
    """All or nothing; loading the same file again changes nothing."""

    help = "Store a programme with its notice from its file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and whether to move its calendar."""
        parser.add_argument(
            "file", type=Path, nargs="?", default=SHIPPED, help="a .toml; the shipped 2020 programme when left out"
        )
        parser.add_argument(
            "--moved-to-week",
            type=int,
            metavar="N",
            help="move the calendar by whole weeks so that today is in week N of term",
        )

    def handle(self, *, file: Path, moved_to_week: int | None, **_options: Any) -> None:
        """Check, move when asked, store, and say what changed."""
        try:
            code, changed = self._load(file, moved_to_week)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"✓ {code}: {', '.join(changed) or 'nothing to change'}")

    @transaction.atomic
    def _load(self, file: Path, week: int | None) -> tuple[str, list[str]]:
        document, shift = read_document(file), 0
        faults = faults_of(document)
        for fault in faults:
            if fault.weight == "warn":
                self.stderr.write(f"! {sentence_of(fault, file.name)}")
        if week is not None and not faults:
            document, shift = moved_into_week(document, today=clock.today(), week=week)
        programme, changed = actions.load_programme(
            document=document, by=None, shift_days=shift, is_demo=bool(shift), file=file.name
        )
        if "notice" in document:
            actions.issue_notice(programme=programme, document=document, by=None, now=clock.now())
        return programme.code, changed

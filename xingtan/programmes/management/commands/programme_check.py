"""``xingtan programme check FILE``: what is wrong with a programme file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xingtan.programmes.errors import FileUnreadable
from xingtan.programmes.fault_words import sentence_of
from xingtan.programmes.files import read_document
from xingtan.programmes.queries import SHIPPED
from xingtan.programmes.rules import faults_of


class Command(BaseCommand):
    """Names file, key, what is wrong and what to do; stores nothing. Exit status 1 when it could not be loaded."""

    help = "Say what is wrong with a programme file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument(
            "file", type=Path, nargs="?", default=SHIPPED, help="a .toml; the shipped 2020 programme when left out"
        )

    def handle(self, *, file: Path, **_options: Any) -> None:
        """Print every fault; warnings alone do not fail."""
        try:
            faults = faults_of(read_document(file))
        except FileUnreadable as refusal:
            raise CommandError(str(refusal)) from refusal
        for fault in faults:
            mark = "✗" if fault.weight == "stop" else "!"
            self.stdout.write(f"{mark} {sentence_of(fault, file.name)}")
        if any(fault.weight == "stop" for fault in faults):
            raise CommandError(f"{file.name} cannot be loaded as it is.")
        self.stdout.write(f"✓ {file.name}")

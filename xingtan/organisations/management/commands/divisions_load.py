"""``xingtan divisions load``: brings the divisions to what a region's file says."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xingtan.foundation.errors import Refusal
from xingtan.organisations import actions
from xingtan.organisations.files import SHIPPED, region_from


class Command(BaseCommand):
    """All or nothing; loading the same file again changes nothing."""

    help = "Store the divisions of a region."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument(
            "file", type=Path, nargs="?", default=SHIPPED, help="a .toml; the shipped Xinzhou when left out"
        )

    def handle(self, *, file: Path, **_options: Any) -> None:
        """Load, and say what changed."""
        try:
            changed = actions.load_region(region=region_from(file), by=None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"✓ {file.name}: {', '.join(changed) or 'nothing to change'}")

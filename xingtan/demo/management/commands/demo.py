"""``xingtan demo --teachers N``: fills an empty house with invented people."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from xingtan.demo import logins
from xingtan.demo.actions import fill
from xingtan.demo.queries import is_filled

LEAST = 60
"""Fewer teachers make too few schools for every state of everything."""


class Command(BaseCommand):
    """Any size; never into a house that holds something, never in production."""

    help = "Fill an empty house with invented schools and teachers in every state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, and whether to say how far it is."""
        parser.add_argument("--teachers", type=int, default=600, help="how many teachers (default: 600)")
        parser.add_argument("--quiet", action="store_true", help="say nothing until the end")

    def handle(self, *, teachers: int, quiet: bool, **_: Any) -> None:
        """Fill, then show the logins."""
        if settings.XINGTAN_ENV == "production":
            raise CommandError(
                "This is a production house (XINGTAN_ENV=production); invented people do not belong in it."
            )
        if is_filled():
            raise CommandError(
                "There is a programme already, so nothing was invented. For a new demo move the folder var away."
            )
        if teachers < LEAST:
            raise CommandError(f"--teachers is {teachers}; every state needs at least {LEAST} of them.")
        fill(teachers=teachers, tell=(lambda _line: None) if quiet else self.stdout.write)
        if not quiet:
            self.stdout.write(logins.table(settings.PUBLIC_URL))

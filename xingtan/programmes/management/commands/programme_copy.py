"""``xingtan programme copy CODE NEWCODE --starts DATE``: next year's programme from this year's."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xingtan.foundation.clock import ZONE
from xingtan.foundation.errors import Refusal
from xingtan.programmes import actions


class Command(BaseCommand):
    """Moves every date, changes the year; leaves out notice, holidays, people and money."""

    help = "Copy a programme into another year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which, into what, from when."""
        parser.add_argument("code", help="the programme to copy, for example xinzhou-2020")
        parser.add_argument("new_code", help="the code of the copy, for example xinzhou-2021")
        parser.add_argument(
            "--starts", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD", help="the first day of its term"
        )

    def handle(self, *, code: str, new_code: str, starts: date, **_options: Any) -> None:
        """Copy, and say what is still to be done."""
        try:
            copy = actions.copy_programme(code=code, new_code=new_code, starts_on=starts, by=None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"✓ {copy.code} “{copy.title}”: term {copy.term_starts_on} to {copy.term_ends_on}, "
            f"login from {copy.login_opens_on}, enrolment until {copy.enrol_closes_at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}.\n"
            "  Still to do: its notice and its holidays."
        )

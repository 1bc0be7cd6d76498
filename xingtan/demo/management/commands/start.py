"""``xingtan start``: the demo in one step: tables, invented data the first time, then serve."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from xingtan.demo import logins
from xingtan.demo.queries import is_filled, is_migrated


class Command(BaseCommand):
    """What ``script/server`` calls. Only for the demo: in production run migrate, serve and worker apart."""

    help = "Prepare the demo if it is new, show its logins, and serve."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen and how many people to invent."""
        parser.add_argument("--port", default=8000, type=int)
        parser.add_argument("--teachers", default=600, type=int, help="how many teachers a new demo has")

    def handle(self, *, port: int, teachers: int, **_: Any) -> None:
        """Idempotent: a second start only serves."""
        if not settings.IS_DEMO:
            raise CommandError(
                "xingtan start is for the demo (XINGTAN_ENV=demo). In production: xingtan migrate, xingtan serve."
            )
        if not is_migrated():
            call_command("migrate", verbosity=0)
        if not is_filled():
            self.stdout.write(f"Inventing {teachers} teachers and their schools …")
            call_command("demo", teachers=teachers, quiet=True)
        self.stdout.write(logins.table(f"http://127.0.0.1:{port}"))
        call_command("serve", port=port)

"""``xingtan door``: the progress door as a process of its own."""

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    """Serves ``xingtan.config.asgi`` until it is stopped."""

    help = "Take in progress messages by the bare door; needs PostgreSQL."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and in how many processes."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=8001, type=int)
        parser.add_argument("--processes", default=1, type=int, help="as many as cores to spare")

    def handle(self, *, host: str, port: int, processes: int, **_: Any) -> None:
        """Hand over to the server."""
        if connection.vendor != "postgresql":
            raise CommandError(
                "The door is for PostgreSQL. With SQLite the pages take in progress themselves: use xingtan serve."
            )
        words = ["--interface", "asgi", "xingtan.config.asgi:application", "--no-ws", "--log-level", "warning"]
        words += ["--host", host, "--port", str(port), "--workers", str(processes)]
        sys.exit(subprocess.call([sys.executable, "-m", "granian", *words]))  # noqa: S603 - our own interpreter

"""``xingtan serve``: the embedded server, with its worker beside it."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Serves the pages by WSGI and runs one worker; stops both on SIGTERM or Ctrl-C."""

    help = "Serve the pages, with a worker beside."
    requires_system_checks = "__all__"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen, and whether to bring a worker."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=8000, type=int)
        parser.add_argument("--threads", default=4, type=int, help="requests at once in one process")
        parser.add_argument(
            "--processes", default=1, type=int, help="one with SQLite; as many as cores with PostgreSQL"
        )
        parser.add_argument("--without-worker", action="store_true", help="when xingtan worker runs elsewhere")

    def handle(self, **options: Any) -> None:
        """Start both, wait until one ends, stop the other."""
        self.check(databases=["default"])
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        children = [subprocess.Popen(_server(options))]  # noqa: S603 - our own interpreter
        if not options["without_worker"]:
            children.append(subprocess.Popen([sys.executable, "-m", "xingtan.config.cli_main", "worker"]))

        def stop(_signum: int, _frame: FrameType | None) -> None:
            for child in children:
                child.terminate()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
        stop(0, None)
        codes = [child.wait() for child in children]
        if any(code not in {0, -signal.SIGTERM, 128 + signal.SIGTERM} for code in codes):
            raise CommandError("The server or its worker stopped by itself; the lines above say why.")


def _server(options: dict[str, Any]) -> list[str]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingtan.config.settings")
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "xingtan.config.wsgi:application",
        "--host", options["host"], "--port", str(options["port"]),
        "--workers", str(options["processes"]), "--blocking-threads", str(options["threads"]),
        "--no-ws", "--log-level", "warning",
    ]  # fmt: skip

"""``xingtan verify``: proves every sum of the house from its rows."""

from typing import Any

from django.core.management.base import BaseCommand

from xingtan.config.proofs import prove

SHOWN = 20
"""So many of a room are named; the first ones mostly show the cause."""


class Command(BaseCommand):
    """Reads everything, changes nothing; exit status 1 when something does not add up."""

    help = "Prove the sums: money, recognised time, hours, rosters, the audit chain."

    def handle(self, **_options: Any) -> None:
        """One line a room, then each thing that does not add up."""
        total = 0
        for room, breaches in prove():
            total += len(breaches)
            said = f"{len(breaches)} not right / 项不符" if breaches else "all sums are right / 全部相符"
            self.stdout.write(f"{room:<12}{said}")
            for breach in breaches[:SHOWN]:
                self.stdout.write(f"  {breach.code}: {breach.about}")
            if len(breaches) > SHOWN:
                self.stdout.write("  …")
        if total:
            raise SystemExit(1)

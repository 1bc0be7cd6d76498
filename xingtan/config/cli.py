"""``xingtan WORDS … [OPTIONS]``: every command of every room, by its words.

``xingtan roster check FILE`` runs the management command ``roster_check``: the longest run of
leading words that names a command wins. ``xingtan --help`` lists them all.
"""

import os
import sys
from collections.abc import Mapping

HEADING = """xingtan: a region's teacher training, from the notice to the certificate.

Usage: xingtan COMMAND [OPTIONS]      xingtan COMMAND --help explains one.
"""


def main(arguments: list[str] | None = None) -> None:
    """Run one command; exit status 0 when it did what it says."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingtan.config.settings")
    words = list(sys.argv[1:] if arguments is None else arguments)

    import django  # noqa: PLC0415 - only after the settings are named
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import ManagementUtility, get_commands  # noqa: PLC0415

    try:
        django.setup()
        commands = get_commands()
    except ImproperlyConfigured as error:
        sys.exit(f"xingtan cannot start: {error}")
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(overview(commands) + "\n")
        return
    ManagementUtility(["xingtan", *joined(words, set(commands))]).execute()


def joined(words: list[str], commands: set[str]) -> list[str]:
    """Join the leading words that together name a command.

    >>> joined(["roster", "check", "a.xlsx"], {"roster_check"})
    ['roster_check', 'a.xlsx']
    """
    for count in (3, 2):
        name = "_".join(words[:count])
        if len(words) >= count and name in commands:
            return [name, *words[count:]]
    return words


def overview(commands: Mapping[str, object]) -> str:
    """The list of the house's own commands with what each does."""
    from django.core.management import load_command_class  # noqa: PLC0415 - see main

    lines = [HEADING]
    for name, app in sorted(commands.items()):
        if str(app).startswith("xingtan."):
            command = load_command_class(str(app), name)
            lines.append(f"  {name.replace('_', ' '):<22}{command.help}")
    lines.append("  migrate               Bring the database up to date.")
    return "\n".join(lines)

"""``xingtan courses load FILE``: the catalogue of a programme from its data file."""

import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xingtan.courses import actions
from xingtan.courses.rules import read_catalogue
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.programmes.models import Programme


class Command(BaseCommand):
    """Load a catalogue."""

    help = "Load the courses of a programme from a catalogue file; media lie beside it or in --media."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the programme and the folder of the media."""
        parser.add_argument("file", type=Path, help="catalogue (TOML), see xingtan/courses/shipped/")
        parser.add_argument("--programme", required=True, help="code of the programme")
        parser.add_argument("--media", type=Path, help="folder of the media files (default: beside the catalogue)")

    def handle(self, *_: Any, file: Path, programme: str, media: Path | None, **__: Any) -> None:
        """Read, check, load; say what is wrong otherwise."""
        try:
            catalogue = read_catalogue(tomllib.loads(file.read_text(encoding="utf-8")))
            owner = Programme.objects.get(code=programme)
            actions.load_catalogue(
                programme=owner, catalogue=catalogue, folder=media or file.parent, by=None, now=clock.now()
            )
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CommandError(f"{file}: {error}") from error
        except Programme.DoesNotExist as error:
            raise CommandError(
                f"There is no programme {programme}. Load it first: xingtan programme load FILE"
            ) from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{len(catalogue.courses)} courses loaded into {programme}")

"""``xingtan staff add``: the first post of a new installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from xingtan.accounts.actions import Person, Place, appoint_first
from xingtan.accounts.models import Kind
from xingtan.accounts.rules.codes import read_mobile, spaced
from xingtan.foundation import clock
from xingtan.foundation.errors import Refusal
from xingtan.organisations.models import Division, School


class Command(BaseCommand):
    """Opens an account with one post and prints the code that activates it."""

    help = "Open an account with a staff post; prints its one-time activation code."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, which post, where."""
        parser.add_argument("--name", required=True)
        parser.add_argument("--mobile", required=True, help="eleven digits; the person signs in with it")
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in Kind if kind != Kind.LEARNER])
        parser.add_argument("--division", help="six-digit code, for posts over an area (140900)")
        parser.add_argument("--school", help="ten-digit code, for posts of a school")
        parser.add_argument("--programme", default="", help="code of the programme, for the provider's posts")

    def handle(self, **options: Any) -> None:
        """Check the words, do it, say what to do next."""
        mobile = read_mobile(options["mobile"])
        if mobile is None:
            raise CommandError(f"--mobile {options['mobile']}: a mobile number has eleven digits and begins with 1.")
        place = Place(
            division=_one(Division, "--division", options["division"]),
            school=_one(School, "--school", options["school"]),
        )
        try:
            slip = appoint_first(
                person=Person(name=options["name"], mobile=mobile), kind=options["kind"], place=place,
                programme_code=options["programme"], now=clock.now(),
            )  # fmt: skip
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Activation code for {options['name']}: {spaced(slip.code)} (until {slip.expires_at:%Y-%m-%d})"
        )
        self.stdout.write("Sign in with the mobile number and its last six digits, then type this code.")


def _one(model: Any, option: str, code: str | None) -> Any:
    """The row with this code; a mistyped one is told."""
    if not code:
        return None
    found = model.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"{option} {code}: no such {model._meta.verbose_name}.")
    return found

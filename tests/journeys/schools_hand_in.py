"""What the contacts of a county's schools do on deadline day: each hands in the draft that the county brought.

Run inside a house: ``schools_hand_in.py DIVISION``. Drafts with cells to be mended stay with their schools.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingtan.config.settings")
django.setup()

from xingtan.foundation import clock  # noqa: E402 - only after Django is set up
from xingtan.rosters import actions  # noqa: E402
from xingtan.rosters.models import Roster  # noqa: E402


def main(division: str) -> None:
    """Hand in every sound draft of one county's schools."""
    drafts = Roster.objects.filter(school__division_id=division, state=Roster.State.DRAFT, open_problems=0)
    for roster in drafts.select_related("programme", "school"):
        actions.hand_in(roster=roster, declared_by="校长", version=roster.version, by=None, now=clock.now())


if __name__ == "__main__":
    main(sys.argv[1])

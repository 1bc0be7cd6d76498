"""A county whose schools have enrolled and owe: its teachers accepted, its bills drawn.

Run inside a house: ``county_owes.py 2114900001=3 2114900002=5``, each school's code and number of teachers.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xingtan.config.settings")
django.setup()

from xingtan.billing.jobs import draw_all_bills  # noqa: E402 - only after Django is set up
from xingtan.enrolment import actions  # noqa: E402
from xingtan.enrolment.actions import Entrant  # noqa: E402
from xingtan.enrolment.tests.given import id_number  # noqa: E402
from xingtan.foundation import clock  # noqa: E402
from xingtan.organisations.models import School  # noqa: E402
from xingtan.programmes.queries import current_programme  # noqa: E402


def main(words: list[str]) -> None:
    """Enrol so many teachers of each school and draw the bills."""
    programme, serial = current_programme(clock.now()), 0
    assert programme is not None
    for word in words:
        code, heads = word.split("=")
        people = []
        for _each in range(int(heads)):
            serial += 1
            people.append(Entrant("王秀英", f"1970001{serial:04d}", id_number(900_000 + serial), "小学", "语文"))
        school = School.objects.get(code=code)
        actions.enrol_many(programme=programme, school=school, entrants=people, by=None, now=clock.now())
    draw_all_bills()


if __name__ == "__main__":
    main(sys.argv[1:])

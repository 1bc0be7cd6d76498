"""The city reminds counties of rosters that were not handed in or wait for them: once a day each (R37, R44, A18)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.foundation.clock import ZONE
from xingtan.oversight.actions.reminding import Reminded, check_day
from xingtan.oversight.actions.sending import send_reminder
from xingtan.oversight.county_words import said_to_county, subject_for_county
from xingtan.oversight.models import CountyReminder
from xingtan.oversight.queries import CountyBehind, counties_behind
from xingtan.programmes.models import Programme


@transaction.atomic
def remind_counties(
    *, programme: Programme, codes: Collection[str], by: Post, now: datetime, note: str = ""
) -> Reminded:
    """Remind these counties, as far as they are behind now, have a clerk, and were not reminded today.

    Raises ``HolidayToday``. A second call on the same day sends nothing twice.
    """
    check_day(programme, now)
    behind = [
        each for each in counties_behind(by, programme, now.astimezone(ZONE).date()) if each.division.code in codes
    ]
    outcome = Reminded(settled=len(set(codes)) - len(behind))
    for each in behind:
        if not each.people:
            outcome += Reminded(without_people=1)
        elif _reminded(programme, each, by, now, note):
            outcome += Reminded(sent=1)
        else:
            outcome += Reminded(today_already=1)
    audit.record(
        "remind_counties", by=by, about=programme, subject="roster", sent=outcome.sent,
        today_already=outcome.today_already, without_people=outcome.without_people,
    )  # fmt: skip
    return outcome


def _reminded(programme: Programme, county: CountyBehind, by: Post, now: datetime, note: str) -> bool:
    reminder, is_new = CountyReminder.objects.get_or_create(
        programme=programme, division=county.division, sent_on=now.astimezone(ZONE).date(),
        defaults={
            "sent_at": now, "sent_by": by, "note": note.strip(),
            "silent_schools": county.silent_schools, "to_review": county.to_review,
        },
    )  # fmt: skip
    if not is_new:
        return False
    said = said_to_county(programme, county, by=by, note=note)
    for person in county.people:
        send_reminder(
            programme, person, what=subject_for_county(), said=said,
            key=f"remind_county:{reminder.pk}:{person.pk}", now=now,
        )  # fmt: skip
    return True

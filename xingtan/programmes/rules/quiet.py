"""When a message to people may go out: not at night, and not on a holiday unless the programme says so (A18)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from xingtan.programmes.rules.calendar import ZONE, Calendar, holiday_on


@dataclass(frozen=True)
class QuietHours:
    """From which hour until which no message goes out; the night lies between them."""

    begins: int
    ends: int

    def next_open(self, at: datetime) -> datetime:
        """The moment itself by day, the end of the night at night.

        >>> QuietHours(21, 8).next_open(datetime(2020, 12, 1, 22, tzinfo=ZONE)).isoformat()
        '2020-12-02T08:00:00+08:00'
        """
        here = at.astimezone(ZONE)
        morning = here.replace(hour=self.ends, minute=0, second=0, microsecond=0)
        if self.begins > self.ends and here.hour >= self.begins:
            return morning + timedelta(days=1)
        is_night = here.hour < self.ends if self.begins > self.ends else self.begins <= here.hour < self.ends
        return morning if is_night else at


def goes_out_at(at: datetime, *, quiet: QuietHours | None, calendar: Calendar, on_holidays: bool) -> datetime:
    """The first moment from ``at`` on at which a message may go out: after the night, after the holiday and its night."""
    out = quiet.next_open(at) if quiet else at
    while not on_holidays and (holiday := holiday_on(calendar, out.astimezone(ZONE).date())):
        after = datetime.combine(holiday.until_on + timedelta(days=1), time(), ZONE)
        out = quiet.next_open(after) if quiet else after
    return out

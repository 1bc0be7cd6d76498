"""What can be asked about programmes."""

from collections.abc import Collection
from datetime import date, datetime, time
from pathlib import Path

from xingtan.accounts.models import Kind, Post
from xingtan.notices.queries import received_at
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.programmes.rules import ZONE, QuietHours, goes_out_at, hand_in_due_on, online_due_on
from xingtan.programmes.words import READING_TITLES, SETTINGS, in_words

SHIPPED = Path(__file__).parent.parent / "shipped" / "xinzhou-2020.toml"


def current_programme(now: datetime) -> Programme | None:
    """The programme people mean today: the earliest whose term is not over, else the one that ended last."""
    today = now.astimezone(ZONE).date()
    rows = Programme.objects.select_related("owner_division", "notice")
    running: Programme | None = rows.filter(term_ends_on__gte=today).order_by("login_opens_on", "pk").first()
    return running or rows.order_by("-term_ends_on", "-pk").first()


def programme_of_code(code: str) -> Programme | None:
    """The programme of a code, or None."""
    found: Programme | None = Programme.objects.select_related("owner_division", "notice").filter(code=code).first()
    return found


def years_of(codes: Collection[str]) -> dict[str, str]:
    """The year each of these programmes goes by, by its code."""
    return dict(Programme.objects.filter(code__in=codes).values_list("code", "year_label"))


def known_codes() -> list[str]:
    """The codes of all programmes, the latest term first."""
    return list(Programme.objects.values_list("code", flat=True))


def reading_rows(programme: Programme) -> list[dict[str, object]]:
    """Each reading with its number, what it is about, and its settings in words, for the staff page."""
    return [
        {
            "number": number,
            "title": title,
            "settings": [
                {"key": key, "label": SETTINGS.get(key, key), "value": in_words(value)}
                for key, value in programme.readings.get(number, {}).items()
            ],
        }
        for number, title in READING_TITLES.items()
    ]


def people_of_school(school: School) -> list[Post]:
    """Head and contacts of a school with their accounts, the head first; one query (R17, A21)."""
    posts = Post.objects.filter(school=school, kind__in=[Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT], is_active=True)
    return list(posts.select_related("account").order_by("-kind", "pk"))


def activation_due_on(programme: Programme, school: School | None = None) -> date:
    """By when teachers are to be online (R61, A02): counted from when the school received the notice."""
    return online_due(programme, received_at(programme.notice, school) if school is not None else None)


def online_due(programme: Programme, received: datetime | None) -> date:
    """The same for a moment of receipt; an area, and a school that was not sent it, count from the day of the notice."""
    return online_due_on(
        programme.calendar,
        received or _issued_at(programme),
        within_days=programme.reading("A02", "online_within_days"),
        counted_from=programme.reading("A02", "counted_from"),
    )


def hand_in_due(programme: Programme, received: datetime | None) -> date:
    """By when a roster is handed in on time (A26), for a moment of receipt; without one from the day of the notice."""
    return hand_in_due_on(
        programme.calendar,
        received or _issued_at(programme),
        within_days=programme.reading("A26", "hand_in_within_days"),
    )


def _issued_at(programme: Programme) -> datetime:
    day = programme.notice.issued_on if programme.notice is not None else programme.login_opens_on
    return datetime.combine(day, time(), tzinfo=ZONE)


def quiet_hours(programme: Programme) -> QuietHours | None:
    """The night of a programme, in which messages wait for the morning; None where its file names none."""
    told = programme.facts.get("reminders", {})
    if "quiet_from" not in told or "quiet_until" not in told:
        return None
    return QuietHours(told["quiet_from"], told["quiet_until"])


def sends_at(programme: Programme, now: datetime) -> datetime:
    """From when on a message written now may go out: every room that writes to people asks this (A18)."""
    is_allowed = bool(programme.reading("A18", "reminders_on_holidays"))
    return goes_out_at(now, quiet=quiet_hours(programme), calendar=programme.calendar, on_holidays=is_allowed)

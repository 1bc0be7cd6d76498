"""What the answer to a mail says of many schools' rosters: each school with what was read, and what waits and why."""

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xingtan.mailroom.models import Enclosure
from xingtan.rosters import queries as rosters
from xingtan.rosters.models import Bundle, BundlePart

MOST_LINES = 200


def about_bundle(each: Enclosure) -> Iterator[str]:
    """The lines about a file with many schools."""
    assert each.bundle is not None  # noqa: S101 - chosen by it
    yield f"■ {each.name}"
    yield from _read(each.bundle)
    yield ""
    yield "  " + _("All of it, and what is to be decided:")
    yield "  " + settings.PUBLIC_URL + reverse("rosters:bundle", kwargs={"bundle": each.bundle.public_id})
    yield ""


def _read(bundle: Bundle) -> Iterator[str]:
    if bundle.state == Bundle.State.READING:
        yield "  " + _("It is still being read; another mail tells you when that is done.")
        return
    if bundle.state == Bundle.State.FAILED:
        yield "  " + bundle.said
        return
    counts = rosters.counts_of([bundle]).get(bundle.pk, {})
    yield "  " + _taken_words(counts.get("taken", 0), counts.get("teachers", 0))
    if counts.get("open"):
        wait = ngettext(
            "%(count)s part waits for your decision.", "%(count)s parts wait for your decision.", counts["open"]
        )
        yield "  " + wait % {"count": counts["open"]}
    parts = list(rosters.parts_of(bundle)[: MOST_LINES + 1])
    if parts:
        yield ""
        yield from _table(parts)
    yield "  " + _("Nothing is handed in yet. Each school’s contact signs in, checks the draft and hands it in.")


def _taken_words(schools: int, teachers: int) -> str:
    words = ngettext(
        "%(schools)s school was read and kept as a draft, with %(teachers)s teachers.",
        "%(schools)s schools were read and kept as drafts, with %(teachers)s teachers.",
        schools,
    )
    return words % {"schools": schools, "teachers": teachers}


def _table(parts: Sequence[BundlePart]) -> Iterator[str]:
    yield "  " + " | ".join((_("School"), _("Teachers"), _("Cells to be mended"), _("What became of it")))
    yield "  " + "-" * 40
    for part in parts[:MOST_LINES]:
        school = part.school.registered_name if part.school else part.school_text or part.file_name
        outcome = part.get_outcome_display() + (f"：{part.words}" if part.words else "")
        yield f"  {school} | {part.teachers} | {part.problems} | {outcome}"
    if len(parts) > MOST_LINES:
        yield "  " + _("… and more; all of them are on the page.")
    yield ""

"""What the page of all components shows: invented, and the same every time."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xingtan.foundation.models import Progress
from xingtan.ui import charts


@dataclass(frozen=True)
class SchoolRow:
    """One line of the sample list."""

    name: str
    heads: int
    amount: int
    kind: str
    state: str


def rows() -> list[SchoolRow]:
    """Enough schools for three pages of the sample list."""
    states = [("ok", _("Paid")), ("wait", _("Not yet paid")), ("stop", _("Amount differs")), ("off", _("Withdrawn"))]
    return [
        SchoolRow(f"五台县第{place}小学", 12 + place, (12 + place) * 120, *states[place % 4]) for place in range(1, 23)
    ]


def study_chart() -> charts.Chart:
    """Days of study as lines."""
    days = [f"12-{day}" for day in range(12, 27)]
    here = [210, 260, 430, 480, 512, 530, 498, 560, 610, 640, 655, 690, 720, 731, 760]
    return charts.line(
        days,
        [charts.Series(_("Studying"), here), charts.Series(_("Signed in"), [n + 120 + n // 9 for n in here])],
        axis=_("Day"),
    )


def rate_chart() -> charts.Chart:
    """Rates as lying bars."""
    names = ["忻府区", "原平市", "定襄县", "五台县", "代县", "繁峙县", "宁武县"]
    return charts.bar(
        names, [charts.Series(_("Study rate"), [88.1, 84.0, 79.5, 91.2, 76.3, 70.0, 68.4])], axis=_("County"), unit="%"
    )


def runs() -> list[Progress]:
    """Background work in each state; never stored."""
    title = _("Reading the bank statement")
    return [
        Progress(public_id="sample-waiting", title=title, state=Progress.State.WAITING),
        Progress(public_id="sample-done", title=title, state=Progress.State.DONE, said=_("2,000 lines read, 37 wait for a clerk."), next_url="#"),
        Progress(public_id="sample-failed", title=title, state=Progress.State.FAILED, said=_("Line 12 holds no amount. Nothing was stored; mend the line and send the file again.")),
    ]  # fmt: skip


def context() -> dict[str, Any]:
    """Everything the page shows that does not depend on the request."""
    return {"study_chart": study_chart(), "rate_chart": rate_chart(), "runs": runs()}

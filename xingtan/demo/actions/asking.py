"""Schools that the finance clerk has asked about a transfer: one has answered, one has still to."""

from datetime import datetime, timedelta

from xingtan.accounts.models import Kind, Post
from xingtan.billing import actions, queries
from xingtan.billing.models import Answer, Bill, LineState
from xingtan.demo import logins
from xingtan.demo.actions.rosters import Class
from xingtan.programmes.models import Programme

STRANGER = "晋北代理记账有限公司"


def ask_schools(classes: list[Class], *, programme: Programme, clerk: Post, now: datetime) -> None:
    """The demo's own contact is asked about a bookkeeper's transfer; another school says that a surplus is its own."""
    lines = queries.lines_in(programme, clerk, (LineState.REVIEW,))
    contacts = {each.school.pk: each.contact for each in classes}
    own = next((c for c in contacts.values() if c.account.mobile == logins.mobile_of(Kind.SCHOOL_CONTACT)), None)
    for standing in lines:
        candidates = queries.candidates_of(standing)
        if standing.line.payer_name == STRANGER and own is not None:
            bill = Bill.objects.filter(programme=programme, school=own.school_id).first()
        else:
            bill = candidates[0].bill if candidates else None
        if bill is None or bill.school_id not in contacts:
            continue
        question = actions.ask_school(
            line=standing.line, bill=bill, words="", version=standing.version, by=clerk, now=now
        )
        if standing.line.payer_name != STRANGER:
            actions.answer_question(
                question=question, answer=Answer.YES, said="是我校汇的，多汇的一位老师已经调走。", file=None,
                by=contacts[bill.school_id], now=now + timedelta(hours=5),
            )  # fmt: skip

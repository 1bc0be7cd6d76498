"""What the actions of this room stand on: whose school it is, and the steps of an activity."""

from datetime import datetime

from xingtan.accounts.models import Kind, Post
from xingtan.organisations.models import School
from xingtan.schoolbased.errors import NotYourSchool
from xingtan.schoolbased.models import Activity, ActivityStep


def refuse_unless_own(by: Post, school: School) -> None:
    """Raise ``NotYourSchool`` unless the post is of this school."""
    if by.school_id != school.pk or by.kind not in (Kind.SCHOOL_HEAD, Kind.SCHOOL_CONTACT):
        raise NotYourSchool


def locked(activity: Activity) -> Activity:
    """The activity, locked to the end of the transaction."""
    row: Activity = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("school", "programme", "lesson")
        .get(pk=activity.pk)
    )
    return row


def note_step(activity: Activity, verb: str, *, by: Post, now: datetime, words: str = "") -> None:
    """Keep who did what with an activity."""
    ActivityStep.objects.create(activity=activity, verb=verb, words=words, by=by, by_words=by.account.name, at=now)

"""The mobilisation meetings as they stand."""

from django.db.models import Exists, OuterRef, QuerySet

from xingtan.accounts.models import Post
from xingtan.notices.models import MobilisationMeeting
from xingtan.organisations.models import School


def meeting_of(school: School, programme_code: str) -> MobilisationMeeting | None:
    """The record that holds for a school, with its files."""
    rows = MobilisationMeeting.objects.filter(school=school, programme_code=programme_code).standing()
    found: MobilisationMeeting | None = rows.select_related("by__account").prefetch_related("files").first()
    return found


def former_records(meeting: MobilisationMeeting) -> list[MobilisationMeeting]:
    """What a record put right, the latest first; one query."""
    rows = MobilisationMeeting.objects.filter(
        school=meeting.school_id, programme_code=meeting.programme_code, pk__lt=meeting.pk
    )
    return list(rows.select_related("by__account").order_by("-pk"))


def meetings_within(post: Post, programme_code: str) -> "QuerySet[MobilisationMeeting]":
    """The standing records within a post's scope."""
    rows = MobilisationMeeting.objects.within(post).filter(programme_code=programme_code).standing()
    return rows.select_related("school__division").prefetch_related("files")  # type: ignore[no-any-return]


def _recorded(programme_code: str, school: str) -> Exists:
    return Exists(MobilisationMeeting.objects.filter(programme_code=programme_code, school=OuterRef(school)))


def with_meeting(programme_code: str, school: str = "pk") -> Exists:
    """Whether the school at a path of the rows has recorded its meeting, as a condition."""
    return _recorded(programme_code, school)


def without_meeting(schools: QuerySet[School], programme_code: str) -> QuerySet[School]:
    """Of some schools those that have recorded none."""
    return schools.filter(~_recorded(programme_code, "pk"))

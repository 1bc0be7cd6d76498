"""Schools whose roster is received after the deadline, and requests that wait for the second person."""

from datetime import date, datetime

from xingtan.accounts.models import Kind, Post
from xingtan.foundation.clock import ZONE
from xingtan.organisations.models import School
from xingtan.programmes.models import Programme
from xingtan.rosters.models import Reopening, ReopeningQuerySet

ASKERS = (Kind.COUNTY_ADMIN, Kind.CITY_SUPERVISOR)
DECIDERS = (Kind.CITY_SUPERVISOR, Kind.PROVIDER_MANAGER)


def reopened_until(programme: Programme, school: School, now: datetime) -> date | None:
    """Until which day this school's roster is received although enrolment has closed; None when it is not."""
    granted = Reopening.objects.filter(programme=programme, school=school, state=Reopening.State.GRANTED)
    running = granted.filter(until__gte=now.astimezone(ZONE).date())
    return running.order_by("-until").values_list("until", flat=True).first()  # type: ignore[no-any-return]


def reopenings_within(post: Post, programme: Programme) -> ReopeningQuerySet:
    """The requests a post may see, those that wait first, then the latest."""
    rows = Reopening.objects.filter(programme=programme).within(post)
    related = ("school__division", "asker", "asked_by", "decider", "decided_by")
    return rows.select_related(*related).order_by("decided_at", "asked_at", "pk")  # type: ignore[no-any-return]


def reopenings_to_decide(post: Post, programme: Programme) -> ReopeningQuerySet:
    """Requests of other people that this post may decide about."""
    rows = reopenings_within(post, programme).filter(state=Reopening.State.ASKED)
    return rows.exclude(asker=post.account_id) if post.kind in DECIDERS else rows.none()  # type: ignore[no-any-return]


def open_request(programme: Programme, school: School) -> Reopening | None:
    """The school's request that waits for the second person."""
    rows = Reopening.objects.filter(programme=programme, school=school, state=Reopening.State.ASKED)
    found: Reopening | None = rows.select_related("asker", "asked_by").first()
    return found

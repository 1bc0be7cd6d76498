"""Who reaches what: one rule for a county and the nation, as a filter of a query.

A model says by which paths each kind of post reaches it; ``within(post)`` narrows to what that
post may see. What no path leads to is not seen.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.db import models
from django.db.models import Q

from xingtan.accounts.rules import ReachOf
from xingtan.organisations.models import Division, School
from xingtan.organisations.rules import prefix_of


class ActingPost(Protocol):
    """A post as this module sees it."""

    pk: Any
    account_id: int
    division_id: str | None
    school_id: int | None
    programme_code: str

    @property
    def reach_of(self) -> ReachOf: ...


@dataclass(frozen=True)
class Reach:
    """The look-up paths from a model to a school, a division, a programme's code and an account.

    ``school``: path to the School ("" when the model is School itself). ``division``: path to a
    Division where the row hangs on a division rather than a school. ``programme``: path to the
    programme (its ``code`` is compared) or to a text field ending in ``_code``. ``account``: path
    to the Account it belongs to. ``tenure``: path to the times at which a tutor had the class it belongs
    to (their ``tutor``'s ``post`` is compared, while they have not ended); a tutor's post reaches what is its
    holder's own where there is no such path. None: posts of that kind reach nothing.
    """

    school: str | None = None
    division: str | None = None
    programme: str | None = None
    account: str | None = None
    tenure: str | None = None

    def of(self, post: ActingPost) -> Q:
        """The filter for one post."""
        match post.reach_of:
            case ReachOf.DIVISION:
                return self._by_division(prefix_of(post.division_id) if post.division_id else "-")
            case ReachOf.SCHOOL if self.school is not None:
                return Q(**{self.school or "pk": post.school_id})
            case ReachOf.PROGRAMME if self.programme is not None:
                path = self.programme
                if not path.endswith("code"):
                    path = f"{path}__code" if path else "code"
                return Q(**{path: post.programme_code})
            case ReachOf.CLASSES if self.tenure is not None:
                return Q(**{f"{self.tenure}__tutor__post": post.pk, f"{self.tenure}__ended_at__isnull": True})
            case ReachOf.CLASSES | ReachOf.SELF if self.account is not None:
                return Q(**{self.account or "pk": post.account_id})
        return Q(pk__in=[])

    def _by_division(self, prefix: str) -> Q:
        found = Q(pk__in=[])
        if self.school is not None:
            path = f"{self.school}__division__code" if self.school else "division__code"
            found |= Q(**{f"{path}__startswith": prefix})
        if self.division is not None:
            path = f"{self.division}__code" if self.division else "code"
            found |= Q(**{f"{path}__startswith": prefix})
        return found


Row = TypeVar("Row", bound=models.Model)

REACHES: dict[type[models.Model], Reach] = {School: Reach(school="", programme=None), Division: Reach(division="")}
"""The reach of models in rooms below this one, which cannot say it themselves."""


def within(rows: models.QuerySet[Row], post: ActingPost) -> models.QuerySet[Row]:
    """The schools or divisions a post may see. A provider's post sees them all: its programme has no bounds in space."""
    if post.reach_of is ReachOf.PROGRAMME:
        return rows
    return rows.filter(REACHES[rows.model].of(post))


class ScopedQuerySet(models.QuerySet[Row]):
    """A queryset that can be narrowed to what a post may see."""

    reach: ClassVar[Reach] = Reach()

    def within(self, post: ActingPost) -> Self:
        """The rows this post may see; none when the model says nothing for such posts."""
        rows = self.filter(self.reach.of(post))
        many = "posts__" in f"{self.reach.school} {self.reach.division} {self.reach.programme}"
        return rows.distinct() if many else rows

"""What can be asked about packages in study: how each part stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xingtan.courses import queries as courses
from xingtan.courses.models import Lesson
from xingtan.courses.rules.manifests import Item
from xingtan.enrolment.models import Enrolment
from xingtan.study.models import PackageState


@dataclass(frozen=True)
class PartShown:
    """One part of a package as its learner sees it."""

    item: Item
    words: str
    is_done: bool


def reports_itself(lesson: Lesson) -> bool:
    """Whether a lesson is finished by what its package reports: at least one part of it talks to the player."""
    if lesson.kind != Lesson.Kind.PACKAGE or lesson.media is None:
        return False
    return any(item.reports for item in courses.manifest_of(lesson.media).items)


def parts_of(enrolment: Enrolment, lesson: Lesson) -> Sequence[PartShown]:
    """The parts of a lesson's package with how each stands; one query, none for any other lesson."""
    if lesson.kind != Lesson.Kind.PACKAGE or lesson.media is None:
        return []
    held = {
        row.item: row for row in PackageState.objects.filter(coverage__enrolment=enrolment, coverage__lesson=lesson)
    }
    items = courses.manifest_of(lesson.media).items
    return [PartShown(each, words_of(held.get(each.identifier)), _is_done(held.get(each.identifier))) for each in items]


def words_of(state: PackageState | None) -> str:
    """How a part stands, in a line: how far, how well, the best score, and the time as the package says it."""
    if state is None:
        return str(PackageState.Completion.NOT_ATTEMPTED.label)
    words = [str(PackageState.Completion(state.completion).label)]
    if state.success != PackageState.Success.UNKNOWN:
        words.append(str(PackageState.Success(state.success).label))
    if state.best_percent is not None:
        words.append(_("best score %(percent)s %%") % {"percent": _plain(state.best_percent)})
    if state.seconds >= 60:
        words.append(_("%(minutes)s min by its own account") % {"minutes": state.seconds // 60})
    return " · ".join(words)


def _is_done(state: PackageState | None) -> bool:
    return state is not None and (state.completion == "completed" or state.success == "passed")


def _plain(percent: Decimal) -> str:
    return f"{percent.normalize():f}"

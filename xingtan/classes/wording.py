"""Why a class was made so, and what was done to classes, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xingtan.classes.models import ClassChange
from xingtan.organisations.models import School

SCHOOLS_TOLD = 3


def reasons_in_words(reasons: Sequence[Sequence[Any]], schools: Mapping[int, str]) -> list[str]:
    """Each reason of the rule as a sentence; ``schools`` names those that it speaks of by key."""
    return [_SAID[code](facts, schools) for code, facts in reasons if code in _SAID]


def schools_named(reasons: Sequence[Sequence[Any]]) -> dict[int, str]:
    """The names of the schools these reasons speak of; one query if any."""
    keys = {key for code, facts in reasons if code == "schools_divided" for key in facts["schools"]}
    return dict(School.objects.filter(pk__in=keys).values_list("pk", "registered_name")) if keys else {}


def _put_together(facts: Any, _schools: Mapping[int, str]) -> str:
    parts = _(", ").join(f"{subject} {heads}" for subject, heads in facts["parts"])
    sentence = _("%(parts)s: each fewer than %(smallest)s, put together in the programme’s order of subjects.")
    return sentence % {"parts": parts, "smallest": facts["smallest"]}


def _joined(facts: Any, _schools: Mapping[int, str]) -> str:
    sentence = _("%(subjects)s (%(heads)s, fewer than %(smallest)s) joined the nearest subject with room.")
    return sentence % {**facts, "subjects": _(", ").join(facts["subjects"])}


def _schools_divided(facts: Any, schools: Mapping[int, str]) -> str:
    names = [schools.get(key, "") for key in facts["schools"]]
    told = _(", ").join(names[:SCHOOLS_TOLD])
    if len(names) > SCHOOLS_TOLD:
        told = _("%(names)s and %(more)s more") % {"names": told, "more": len(names) - SCHOOLS_TOLD}
    return _("Divided over several classes to keep the sizes: %(names)s.") % {"names": told}


_SAID: dict[str, Any] = {
    "own_subject": lambda facts, _schools: (
        _("%(heads)s teachers of %(subject)s: enough for classes of their own.") % facts
    ),
    "put_together": _put_together,
    "joined": _joined,
    "too_few": lambda facts, _schools: (
        _("%(heads)s teachers, fewer than %(smallest)s, and no class of the stage had room.") % facts
    ),
    "divided": lambda facts, _schools: (
        _(
            "%(heads)s teachers in %(classes)s classes: one holds %(largest)s at most; each school is kept together where it fits."
        )
        % facts
    ),
    "schools_divided": _schools_divided,
}


def told(change: ClassChange) -> str:
    """A line of the history: what was done to which class."""
    words = {
        "heads": change.heads,
        "name": change.online_class.name if change.online_class else "",
        "other": change.other_class.name if change.other_class else "",
        "was": change.before.get("name") or _("nobody"),
        "now": change.before.get("now") or _("nobody"),
    }
    return str(_TOLD[_shape(change)]) % words


def _shape(change: ClassChange) -> str:
    """Which sentence: by kind, and whether teachers came, went or moved between two."""
    if change.kind == ClassChange.Kind.PLACED:
        return "came" if change.online_class_id else "went"
    if change.kind == ClassChange.Kind.MOVED:
        return "moved" if change.other_class_id else "into"
    return str(change.kind)


_TOLD = {
    "made": gettext_lazy("Classes made by rule for %(heads)s teachers"),
    "opened": gettext_lazy("“%(name)s” opened"),
    "into": gettext_lazy("%(heads)s teachers into “%(name)s”"),
    "moved": gettext_lazy("%(heads)s teachers from “%(other)s” to “%(name)s”"),
    "merged": gettext_lazy("“%(other)s” (%(heads)s teachers) merged into “%(name)s”"),
    "split": gettext_lazy("“%(name)s” split off from “%(other)s” with %(heads)s teachers"),
    "renamed": gettext_lazy("“%(was)s” renamed “%(now)s”"),
    "tutor": gettext_lazy("“%(name)s”: tutor %(was)s, now %(now)s"),
    "came": gettext_lazy("%(heads)s teachers enrolled or moved came into “%(name)s”"),
    "went": gettext_lazy("%(heads)s teachers withdrawn or moved left “%(other)s”"),
    "undone": gettext_lazy("Taken back what was done before"),
}

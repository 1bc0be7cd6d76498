"""Who may give which post, and whom one may help into an account."""

_PROVIDER = frozenset({"provider_manager", "academic", "content_editor", "finance", "support", "monitor", "auditor"})
_GUIDES = frozenset({"expert", "tutor"})
_OF_SCHOOL = frozenset({"school_head", "school_contact"})

MAY_GIVE: dict[str, frozenset[str]] = {
    "city_supervisor": frozenset({"county_admin", "tutor"}) | _OF_SCHOOL,
    "county_admin": _OF_SCHOOL | {"tutor"},
    "school_head": frozenset({"school_contact"}),
    "provider_manager": _PROVIDER | {"expert"},
}
"""Giver → kinds, within the giver's own scope. Tutors are the counties' to appoint, not the institution's (R14);
the city gives school posts and tutors where no county stands between (市直)."""

GIVEN_IN_OWN_ROOM = frozenset({"tutor"})
"""Posts that are not given or taken back on the page of people: a tutor's classes hang on it (room ``classes``)."""

MAY_HELP: dict[str, frozenset[str]] = {
    "city_supervisor": frozenset({"county_admin", "tutor", "learner"}) | _OF_SCHOOL,
    "county_admin": frozenset({"tutor", "learner"}) | _OF_SCHOOL,
    "school_head": frozenset({"school_contact", "learner"}),
    "school_contact": frozenset({"learner"}),
    "provider_manager": _PROVIDER - {"provider_manager"} | _GUIDES | _OF_SCHOOL | {"learner"},
    "support": _GUIDES | _OF_SCHOOL | {"learner"},
}
"""Helper → kinds of posts an account may hold for this helper to make it a code or undo its activation.

Whoever can hand out a code can take an account over; so it never reaches upwards or sideways.
"""

PLACE_OF_KIND = {
    "county_admin": "division",
    "tutor": "division",
    "school_head": "school",
    "school_contact": "school",
}
"""What a post given by management hangs on; all others hang on the giver's programme."""


def may_give(giver: str, kind: str) -> bool:
    """Whether a post of kind ``giver`` may give and withdraw posts of ``kind``."""
    return kind in MAY_GIVE.get(giver, frozenset())


def may_help(helper: str, kinds_held: frozenset[str]) -> bool:
    """Whether ``helper`` may make codes for someone who holds posts of these kinds.

    >>> may_help("school_contact", frozenset({"learner", "county_admin"}))
    False
    """
    return bool(kinds_held) and kinds_held <= MAY_HELP.get(helper, frozenset())

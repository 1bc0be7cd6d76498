"""What ought to be reachable, said here a second time and independently of the code under test."""

OWN, SIBLING, PARENT, STRANGER, MISSING = "own", "sibling", "parent", "stranger", "missing"
PLACES = (OWN, SIBLING, PARENT, STRANGER, MISSING)
"""own: the post's school, in its county, its programme, its person. sibling: a school of the next
county, same programme. parent: a school directly under the city, or the city itself. stranger:
another city and another programme. missing: no such thing."""

SEES: dict[str, frozenset[str]] = {
    "city_supervisor": frozenset({OWN, SIBLING, PARENT}),
    "county_admin": frozenset({OWN}),
    "school_head": frozenset({OWN}),
    "school_contact": frozenset({OWN}),
    "provider_manager": frozenset({OWN, SIBLING, PARENT}),
    "academic": frozenset({OWN, SIBLING, PARENT}),
    "content_editor": frozenset({OWN, SIBLING, PARENT}),
    "finance": frozenset({OWN, SIBLING, PARENT}),
    "support": frozenset({OWN, SIBLING, PARENT}),
    "monitor": frozenset({OWN, SIBLING, PARENT}),
    "auditor": frozenset({OWN, SIBLING, PARENT}),
    "expert": frozenset({OWN}),
    "tutor": frozenset({OWN}),
    "learner": frozenset({OWN}),
}
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


PROVIDER = frozenset({"provider_manager", "academic", "content_editor", "finance", "support", "monitor", "auditor"})


def may_see(kind: str, admitted: frozenset[str], place: str, bound: str) -> bool:
    """Whether a post of this kind may open a view admitting ``admitted`` at this place.

    ``bound`` says what the thing at the place hangs on: ``school`` (and so its county, programme and
    person); ``programme``, which its places own, sibling and parent share; or ``land`` (a school or
    division itself), which a programme's posts see wherever it lies.
    """
    if kind not in admitted or place == MISSING:
        return False
    if bound == "programme":
        return place != STRANGER
    if bound == "land" and kind in PROVIDER:
        return True
    return place in SEES[kind]

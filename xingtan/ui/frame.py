"""What stands around a page: who acts, where they can go, whom they can call.

Filled by the room ``desks``, read by ``ui/base.html``; a page without it still stands.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

AT_A_GLANCE: Final = 8
"""So many entries need no headings."""


@dataclass(frozen=True)
class Entry:
    """One place in the navigation."""

    label: str
    href: str
    icon: str
    is_current: bool = False
    heading: str = ""
    """What it belongs to; entries of one heading come one after the other."""


@dataclass(frozen=True)
class Beside:
    """A part of another room's page that a page shows when it has been drawn; its link stands without scripts."""

    title: str
    href: str
    part: str
    """The id of the part."""


@dataclass(frozen=True)
class PostChoice:
    """One of the posts a person holds."""

    public_id: str
    title: str
    place: str
    is_acting: bool = False


@dataclass(frozen=True)
class Frame:
    """Everything around the page head."""

    audience: str = "learner"
    """``staff`` reads at 16 px, ``learner`` (and everybody signed out) at 18 px."""
    person: str = ""
    posts: tuple[PostChoice, ...] = ()
    entries: tuple[Entry, ...] = ()
    hotline: str = ""
    icp_number: str = ""
    demo_notes: tuple[str, ...] = ()
    term: str = ""
    home_href: str = "/"
    search_href: str = ""
    search_text: str = ""
    switch_href: str = ""
    display_href: str = ""
    language_href: str = ""
    help_href: str = ""
    account_href: str = ""
    sign_in_href: str = ""
    sign_out_href: str = ""
    beside: tuple[Beside, ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """The entries below their headings; a list that is taken in at a glance has none."""
        if len(self.entries) <= AT_A_GLANCE:
            return (("", self.entries),)
        return tuple((heading, tuple(found)) for heading, found in groupby(self.entries, lambda each: each.heading))

    @property
    def acting(self) -> PostChoice | None:
        """The post with which the person acts."""
        return next((post for post in self.posts if post.is_acting), None)

    @property
    def hotline_href(self) -> str:
        """The hotline for a phone to dial."""
        return "tel:" + "".join(sign for sign in self.hotline if sign.isdigit() or sign == "+")

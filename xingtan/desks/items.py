"""What a desk is made of: things to do, figures, and the head above them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Todo:
    """One thing left to do: how many of what, since or until when, and the way there."""

    sentence: str
    kind: str = "wait"
    """``stop`` overdue, ``wait`` to be done, ``info`` to know, ``ok`` done."""
    since: str = ""
    href: str = ""
    button: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure of the progress line; its link opens the names behind it."""

    label: str
    value: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Desk:
    """The first page of a post."""

    title: str
    lead: str = ""
    todos: tuple[Todo, ...] = ()
    figures: tuple[Figure, ...] = ()
    as_of: datetime | None = None
    daily_href: str = ""
    """Where the line of study day by day is fetched from."""
    overview_href: str = ""


URGENCY = ("stop", "wait", "info", "ok")


def in_order(todos: Iterable[Todo | None]) -> tuple[Todo, ...]:
    """What is overdue first, what is done last; otherwise as given, and what is not there left out."""
    present = [todo for todo in todos if todo is not None]
    return tuple(sorted(present, key=lambda todo: URGENCY.index(todo.kind)))

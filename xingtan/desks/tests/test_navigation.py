"""No entry of the navigation leads nowhere or to a closed door."""

import pytest
from django.urls import resolve
from django.utils.translation import override

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.desks.navigation import ROOMS, entries_for, href_of
from xingtan.desks.tests import given
from xingtan.organisations.tests import given as organisations
from xingtan.programmes.tests import given as programmes
from xingtan.ui.frame import Frame


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_of_post_has_a_desk_first(kind: str) -> None:
    first = entries_for(kind, "/")[0]

    assert first.href == href_of("desks:desk")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Kind.values)
def test_every_entry_opens(kind: str) -> None:
    client = people.signed_in(given.post(kind, programmes.programme_2020(), organisations.school()))

    answers = {entry.label: client.get(entry.href, follow=True).status_code for entry in entries_for(kind, "/")}

    assert set(answers.values()) == {200}, answers


def test_a_page_that_does_not_admit_a_post_is_not_offered() -> None:
    offered = {entry.href for entry in entries_for(Kind.LEARNER, "/")}

    assert all(Kind.LEARNER in resolve(href).func.access.kinds for href in offered)  # type: ignore[attr-defined]


def test_the_room_looked_at_is_marked_and_the_desk_only_on_itself() -> None:
    def marked(path: str) -> list[str]:
        return [entry.href for entry in entries_for(Kind.FINANCE, path) if entry.is_current]

    assert marked("/billing/transfers/x/") == ["/billing/transfers/"]
    assert marked("/billing/bills/x/") == ["/billing/"]
    assert marked("/billing/vouchers/x/") == ["/billing/transfers/"]
    assert marked("/billing/figures/day-book/") == ["/billing/figures/"]
    assert marked("/desk/") == ["/desk/"]
    assert marked("/desk/search/") == []


def test_entries_are_in_the_language_of_the_page() -> None:
    with override("en"):
        assert entries_for(Kind.LEARNER, "/")[0].label == "Study"
    assert entries_for(Kind.LEARNER, "/")[0].label == "学习"


def test_a_learner_has_four_tabs_at_most() -> None:
    assert len(ROOMS[Kind.LEARNER]) <= 4


def test_entries_of_one_heading_stand_together_and_the_desk_above_all() -> None:
    headings = [entry.heading for entry in entries_for(Kind.COUNTY_ADMIN, "/")]
    runs = [heading for number, heading in enumerate(headings) if number == 0 or heading != headings[number - 1]]

    assert runs[0] == ""
    assert len(runs) == len(set(runs))


def test_a_short_list_has_no_headings() -> None:
    groups = Frame(entries=entries_for(Kind.FINANCE, "/")[:3]).groups

    assert [heading for heading, _entries in groups] == [""]
    assert [heading for heading, _entries in Frame(entries=entries_for(Kind.COUNTY_ADMIN, "/")).groups][1] == "进展"

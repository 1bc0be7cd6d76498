"""Paging, sorting and exporting keep what the address asked besides."""

from xingtan.foundation.models import Progress
from xingtan.ui.lists import export_href_of, page_of, sorting_of, wants_export
from xingtan.ui.tests.drawing import request


def test_the_page_asked_for_is_shown() -> None:
    page = page_of(request("/?page=2"), range(120), per=50)

    assert list(page) == list(range(50, 100))


def test_a_page_number_that_is_none_shows_the_first_and_one_too_high_the_last() -> None:
    assert page_of(request("/?page=x"), range(120)).number == 1
    assert page_of(request("/?page=99"), range(120)).number == 3


def test_links_to_other_pages_keep_the_filters() -> None:
    page = page_of(request("/?state=unpaid&page=2"), range(150), per=50)

    assert page.previous_href == "?state=unpaid&page=1"
    assert page.next_href == "?state=unpaid&page=3"


def test_the_pager_shows_both_ends_and_the_neighbours() -> None:
    page = page_of(request("/?page=10"), range(1000), per=50)

    assert [link.number for link in page.links] == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert [link.number for link in page.links if link.is_current] == [10]


COLUMNS = {"name": "title", "code": "job"}


def test_a_list_is_sorted_as_the_address_asks_and_equal_rows_by_key() -> None:
    sorting = sorting_of(request("/?sort=-name"), COLUMNS, default="code")

    assert sorting.applied_to(Progress.objects.all()).query.order_by == ("-title", "pk")


def test_sorting_by_what_is_no_column_falls_back() -> None:
    sorting = sorting_of(request("/?sort=password"), COLUMNS, default="code")

    assert sorting.applied_to(Progress.objects.all()).query.order_by == ("job", "pk")


def test_a_heading_sorts_and_a_second_click_turns_round() -> None:
    sorting = sorting_of(request("/?sort=name&page=3&q=a"), COLUMNS, default="code")

    assert sorting.column("code").href == "?q=a&sort=code"
    assert sorting.column("name").href == "?q=a&sort=-name"
    assert (sorting.column("name").aria, sorting.column("code").aria) == ("ascending", "none")


def test_the_export_is_the_whole_list_behind_the_page() -> None:
    looked_at = request("/?state=unpaid&page=2")

    assert export_href_of(looked_at) == "?state=unpaid&export=xlsx"
    assert not wants_export(looked_at)
    assert wants_export(request(f"/{export_href_of(looked_at)}"))

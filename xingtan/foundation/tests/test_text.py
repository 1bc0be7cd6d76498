"""Text brought to one form, and hidden in its middle."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xingtan.foundation.text import compact, folded, masked, masked_id, masked_mobile


@pytest.mark.parametrize(("typed", "plain"), [(" Ｘ１２３ ", "X123"), ("１３８　００", "138 00"), ("（一）", "(一)")])
def test_full_width_becomes_plain(typed: str, plain: str) -> None:
    assert folded(typed) == plain


def test_comparing_forgets_every_white_space() -> None:
    assert compact(" 五台县 \u3000豆村\t小学\n") == "五台县豆村小学"


@given(some.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert compact(compact(text)) == compact(text)


@pytest.mark.parametrize(
    ("number", "shown"),
    [("140922198001011234", "1409**********1234"), ("14092219800101123X", "1409**********123X"), ("1234", "****")],
)
def test_an_identity_number_shows_its_ends_only(number: str, shown: str) -> None:
    assert masked_id(number) == shown


def test_a_mobile_shows_its_ends_only() -> None:
    assert masked_mobile("13834001234") == "138****1234"


@given(some.text(max_size=30), some.integers(0, 9), some.integers(0, 9))
def test_a_mask_keeps_the_length_and_always_hides_something(text: str, head: int, tail: int) -> None:
    shown = masked(text, head=head, tail=tail)

    assert len(shown) == len(text)
    assert not text or "*" in shown

"""Which part of a file a range request wants (RFC 9110)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.courses.rules import Part, part_wanted


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 999)),
        ("bytes=0-0", (0, 0)),
        ("bytes=200-399", (200, 399)),
        ("bytes=990-5000", (990, 999)),
        ("bytes=-100", (900, 999)),
        ("bytes=-5000", (0, 999)),
        (" bytes=10-20 ", (10, 20)),
    ],
)
def test_a_part_is_cut_at_the_end_of_the_file(header: str, part: tuple[int, int]) -> None:
    assert part_wanted(header, 1000) == Part(*part, 1000)


@pytest.mark.parametrize(
    "header", ["", "bytes=-", "bytes=0-1,5-6", "items=0-5", "bytes=a-b", "bytes=" + "9" * 40 + "-"]
)
def test_what_is_not_one_range_of_bytes_means_the_whole_file(header: str) -> None:
    assert part_wanted(header, 1000) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=5-4", "bytes=-0"])
def test_a_part_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match="bytes"):
        part_wanted(header, 1000)


@given(st.text(max_size=30), st.integers(0, 100))
def test_no_header_leads_outside_the_file(header: str, size: int) -> None:
    for text in (header, f"bytes={header}"):
        try:
            part = part_wanted(text, size)
        except ValueError:
            continue
        assert part is None or 0 <= part.first <= part.last < size

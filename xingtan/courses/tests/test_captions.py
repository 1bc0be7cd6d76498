"""Captions are read line by line; what is wrong stands with its line, and what is shown can do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.courses.rules.captions import CaptionFault, Cue, as_webvtt, read_captions

RIGHT = "WEBVTT\n\n1\n00:01.000 --> 00:02.500\n您好\n\n00:00:03.000 --> 00:00:04.000 line:0\n第一行\n第二行\n"


def test_cues_are_read_with_and_without_hours() -> None:
    assert read_captions(RIGHT).cues == (Cue(1.0, 2.5, "您好"), Cue(3.0, 4.0, "第一行\n第二行"))


def test_what_other_programs_write_is_read() -> None:
    assert read_captions("1\r\n00:00:01,000 --> 00:00:02,000\r\n您好\r\n").cues == (Cue(1.0, 2.0, "您好"),)
    assert read_captions("\ufeffWEBVTT - 课\nKind: captions\n\n00:01.000 --> 00:02.000\n好").cues[0].text == "好"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", CaptionFault(1, "no_header")),
        ("<svg onload=alert(1)>", CaptionFault(1, "no_header")),
        ("WEBVTT", CaptionFault(1, "empty")),
        ("WEBVTT\n\n您好\n", CaptionFault(3, "no_time")),
        ("WEBVTT\n\n0:1 --> 0:2\n您好", CaptionFault(3, "bad_time")),
        ("WEBVTT\n\n00:61.000 --> 01:02.000\n您好", CaptionFault(3, "bad_time")),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\n您好", CaptionFault(3, "backwards")),
        ("WEBVTT\n\n00:02.000 --> 00:03.000\n好\n\n00:01.000 --> 00:02.000\n好", CaptionFault(6, "early")),
        ("WEBVTT\n\n01:00.000 --> 01:03.000\n好", CaptionFault(3, "past_end")),
    ],
)
def test_a_wrong_line_is_named(text: str, fault: CaptionFault) -> None:
    assert read_captions(text, 60).faults == (fault,)


def test_styles_notes_and_tags_are_passed_over() -> None:
    text = "WEBVTT\n\nSTYLE\n::cue{background:url(http://x)}\n\nNOTE 内部\n\n00:01.000 --> 00:02.000\n<c.x>一</c><img src=x onerror=1>"

    written = as_webvtt(read_captions(text).cues)

    assert written == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n一\n"


@given(st.text(alphabet="WEBVT \n\r-->0123:.,<a&中", max_size=80), st.booleans())
def test_what_is_written_is_read_as_the_same(text: str, headed: bool) -> None:
    cues = read_captions("WEBVTT\n\n" + text if headed else text).cues

    if cues:
        assert [(cue.first, cue.end) for cue in read_captions(as_webvtt(cues)).cues] == [(c.first, c.end) for c in cues]

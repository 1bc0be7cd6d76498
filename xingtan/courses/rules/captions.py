"""Captions as WebVTT, read line by line: what is wrong stands with its line, what is right becomes cues.

>>> read_captions("WEBVTT\\n\\n00:01.000 --> 00:02.500\\n您好\\n").cues
(Cue(first=1.0, end=2.5, text='您好'),)
"""

import re
from dataclasses import dataclass
from typing import Final

MOST_CUES: Final = 5_000
MOST_FAULTS: Final = 20
_TIME: Final = re.compile(r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})")
_ARROW: Final = re.compile(r"^(\S+)[ \t]+-->[ \t]+(\S+)(?:[ \t].*)?$")
_TAG: Final = re.compile(r"</?[^>]*>")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from one second to another."""

    first: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class CaptionFault:
    """What is wrong in one line: ``no_header``, ``no_time``, ``bad_time``, ``backwards``, ``early``, ``past_end``,
    ``empty`` or ``too_many``.
    """

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Captions:
    """The cues of a file, and its faults; a file with faults is not taken."""

    cues: tuple[Cue, ...]
    faults: tuple[CaptionFault, ...]


def read_captions(text: str, seconds: int | None = None) -> Captions:
    """Read a WebVTT file, or the SRT most programs write; ``seconds`` is the length of the film.

    Notes, styles and regions are passed over: they could do harm or nothing.
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    is_srt = bool(lines) and lines[0].strip().isdecimal() and len(lines) > 1 and "-->" in lines[1]
    if not is_srt and not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        return Captions((), (CaptionFault(1, "no_header"),))
    reader = _Reader(seconds)
    for number, block in _blocks(lines, 0 if is_srt else 1):
        reader.take(number, block)
    if not reader.cues and not reader.faults:
        reader.faults.append(CaptionFault(1, "empty"))
    return Captions(tuple(reader.cues), tuple(reader.faults[:MOST_FAULTS]))


def _blocks(lines: list[str], start: int) -> list[tuple[int, list[str]]]:
    """Runs of lines between empty ones, each with the number of its first line (from 1)."""
    blocks: list[tuple[int, list[str]]] = []
    is_open = False
    for number, line in enumerate(lines[start:], start + 1):
        if not line.strip():
            is_open = False
        elif is_open:
            blocks[-1][1].append(line)
        else:
            blocks.append((number, [line]))
            is_open = True
    return blocks


class _Reader:
    """Takes one block after the other."""

    def __init__(self, seconds: int | None) -> None:
        self.seconds = seconds
        self.cues: list[Cue] = []
        self.faults: list[CaptionFault] = []

    def take(self, number: int, block: list[str]) -> None:
        """A cue, or something to pass over."""
        if re.match(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)", block[0]) or (number < 3 and "-->" not in "".join(block)):
            return
        at = 0 if "-->" in block[0] else 1
        if at >= len(block) or "-->" not in block[at]:
            self.faults.append(CaptionFault(number, "no_time"))
            return
        spoken = [_TAG.sub("", line).strip() for line in block[at + 1 :]]
        self._add(number + at, block[at], "\n".join(line for line in spoken if line))

    def _add(self, number: int, timing: str, text: str) -> None:
        found = _ARROW.match(timing.strip())
        times = [_seconds(each) for each in found.groups()] if found else [None, None]
        first, end = times
        if first is None or end is None:
            fault = "bad_time"
        elif end <= first:
            fault = "backwards"
        elif self.cues and first < self.cues[-1].first:
            fault = "early"
        elif self.seconds is not None and first >= self.seconds:
            fault = "past_end"
        elif len(self.cues) >= MOST_CUES:
            fault = "too_many"
        else:
            if text:
                self.cues.append(Cue(first, end, text))
            return
        self.faults.append(CaptionFault(number, fault))


def _seconds(typed: str) -> float | None:
    found = _TIME.fullmatch(typed)
    if found is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def as_webvtt(cues: tuple[Cue, ...]) -> str:
    """The cues as a browser reads them, written anew: nothing but times and words."""
    spoken = (f"{_stamp(cue.first)} --> {_stamp(cue.end)}\n{_escaped(cue.text)}\n" for cue in cues)
    return "WEBVTT\n\n" + "\n".join(spoken)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")


def _stamp(moment: float) -> str:
    thousandths = round(moment * 1000)
    seconds, thousandth = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandth:03}"

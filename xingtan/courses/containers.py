"""What a film, recording or document is and how long it plays: by its content, with ffprobe where it stands.

Without ffprobe the length of an MP4 is read from its own header; other recordings cannot be measured then.
"""

import json
import shutil
import struct
import subprocess
from pathlib import Path
from typing import IO, Final

from xingtan.courses.rules.renditions import Probed

PATIENCE_SECONDS: Final = 120
_HEAD: Final = 64


def kind_of_file(path: Path) -> str | None:
    """``mp4``, ``mp3``, ``pdf`` or ``zip`` by the first bytes; None for anything else."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head[4:8] == b"ftyp":
        return "mp4"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "mp3"
    return None


def probed(path: Path) -> Probed | None:
    """What a film or recording holds; None when it is none, damaged, or broken off half-way."""
    if kind_of_file(path) == "mp4" and not _is_whole(path):
        return None
    if shutil.which("ffprobe"):
        return _by_ffprobe(path)
    with path.open("rb") as file:
        seconds = _mp4_seconds(file)
    return Probed(seconds, height=1, has_sound=True) if seconds else None


def _is_whole(path: Path) -> bool:
    """Whether an MP4's boxes end where the file ends; players begin a torn one and stop in the middle."""
    size, at = path.stat().st_size, 0
    with path.open("rb") as file:
        while at + 8 <= size:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4])
            if length == 0:
                return True
            length = int.from_bytes(head[8:16]) if length == 1 else length
            if length < 8:
                return False
            at += length
    return at <= size


def _by_ffprobe(path: Path) -> Probed | None:
    command = ["ffprobe", "-v", "error", "-print_format", "json", "-show_format", "-show_streams", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE_SECONDS, check=False)  # noqa: S603 - our own words
        said = json.loads(done.stdout or b"{}")
        seconds = float(said.get("format", {}).get("duration", 0))
    except (subprocess.TimeoutExpired, OSError, ValueError):
        return None
    streams = said.get("streams", [])
    pictures = [each for each in streams if each.get("codec_type") == "video" and not _is_cover(each)]
    sounds = [each for each in streams if each.get("codec_type") == "audio"]
    if done.returncode or seconds <= 0 or not (pictures or sounds):
        return None
    return Probed(seconds, height=int(pictures[0].get("height", 0)) if pictures else 0, has_sound=bool(sounds))


def _is_cover(stream: dict[str, dict[str, int]]) -> bool:
    return bool(stream.get("disposition", {}).get("attached_pic"))


def _mp4_seconds(file: IO[bytes]) -> float:
    """The length an MP4's movie header gives; 0 when there is none."""
    moov = _box(file, b"moov", 1 << 62)
    mvhd = _box(file, b"mvhd", moov) if moov else 0
    if not mvhd:
        return 0.0
    body = file.read(min(mvhd, 40))
    form = ">16xIQ" if body[:1] == b"\1" else ">8xII"
    try:
        scale, length = struct.unpack_from(form, body, 4)
    except struct.error:
        return 0.0
    return float(length / scale) if scale else 0.0


def _box(file: IO[bytes], name: bytes, within: int) -> int:
    """Go to the inside of the first box of this name; returns how many bytes it has, 0 when there is none."""
    passed = 0
    while passed < within:
        head = file.read(8)
        if len(head) < 8:
            return 0
        size, taken = int.from_bytes(head[:4]), 8
        if size == 1:
            size, taken = int.from_bytes(file.read(8)), 16
        if head[4:] == name:
            return size - taken if size else 1 << 40
        if size < taken:
            return 0
        file.seek(size - taken, 1)
        passed += size
    return 0

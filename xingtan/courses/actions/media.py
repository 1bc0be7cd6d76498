"""What is done to media that are in: bitrates, captions, transcripts, names."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from xingtan.accounts.models import Post
from xingtan.audit import actions as audit
from xingtan.courses.containers import probed
from xingtan.courses.errors import CaptionsWrong, NameTaken, NotPrepared
from xingtan.courses.models import Caption, Media
from xingtan.courses.rules.captions import as_webvtt, read_captions
from xingtan.courses.rules.renditions import streaming_command


def can_prepare() -> bool:
    """Whether this machine makes bitrates: ffmpeg stands beside it."""
    return shutil.which("ffmpeg") is not None


def prepare_streams(*, media: Media, by: Post | None, step: Callable[[int], None]) -> None:
    """Make the bitrates of a film; ``step`` hears how many seconds are done. Made once, asked twice.

    Long work outside any transaction; what is there is named only when all of it is. Raises ``NotPrepared``, and what
    ``step`` raises, having ended what it began.
    """
    if media.streams or not can_prepare():
        return
    with tempfile.TemporaryDirectory(prefix="xingtan-streams-") as folder:
        source = Path(folder) / "source"
        with media.file.open("rb") as kept, source.open("wb") as copy:
            shutil.copyfileobj(kept, copy)
        made = Path(folder) / "made"
        made.mkdir()
        _run(source, made, step, media.name)
        home = f"streams/{media.public_id}"
        for path in sorted(made.iterdir()):
            name = f"{home}/{path.name}"
            default_storage.delete(name)
            with path.open("rb") as file:
                default_storage.save(name, File(file))
    with transaction.atomic():
        Media.objects.filter(pk=media.pk).update(streams=home)
        audit.record("prepare_streams", by=by, about=media)


def _run(source: Path, made: Path, step: Callable[[int], None], name: str) -> None:
    holds = probed(source)
    if holds is None:
        raise NotPrepared(name=name)
    command = ["nice", "-n", "10", "ffmpeg", *streaming_command(str(source), str(made), holds)]
    done = 0
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as running,  # noqa: S603 - our own words
    ):
        try:
            for line in running.stdout or ():
                key, _, value = line.strip().partition("=")
                if key == "out_time_us" and value.isdecimal() and int(value) // 1_000_000 > done:
                    step(int(value) // 1_000_000 - done)
                    done = int(value) // 1_000_000
        except BaseException:
            running.kill()
            raise
    if running.returncode or not (made / "master.m3u8").exists():
        raise NotPrepared(name=name)


@transaction.atomic
def set_captions(*, media: Media, language: str, text: str, by: Post) -> Caption:
    """Take captions of one language in place of earlier ones; raises ``CaptionsWrong`` with every wrong line."""
    read = read_captions(text, media.seconds)
    if read.faults:
        raise CaptionsWrong(read.faults)
    caption: Caption
    caption, _ = Caption.objects.update_or_create(
        media=media, language=language, defaults={"text": as_webvtt(read.cues)}
    )
    audit.record("set_captions", by=by, about=media, language=language, cues=len(read.cues))
    return caption


@transaction.atomic
def remove_captions(*, caption: Caption, by: Post) -> None:
    """Show them no more."""
    audit.record("remove_captions", by=by, about=caption.media, language=caption.language)
    caption.delete()


@transaction.atomic
def describe_medium(*, media: Media, name: str, transcript: str, by: Post) -> None:
    """What a medium is called, and what is said in it, to be read. Raises ``NameTaken``."""
    if Media.objects.filter(programme=media.programme_id, name=name).exclude(pk=media.pk).exists():
        raise NameTaken(name=name)
    media.name, media.transcript = name, transcript
    media.save(update_fields=["name", "transcript"])
    audit.record("describe_medium", by=by, about=media)

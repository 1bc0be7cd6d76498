"""Large files come in piece by piece, go on where they stopped, and are taken for what they are."""

import json
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from xingtan.accounts.models import Kind, Post
from xingtan.accounts.tests import given as people
from xingtan.courses import actions, queries
from xingtan.courses.actions import Announced, receiving
from xingtan.courses.containers import kind_of_file, probed
from xingtan.courses.errors import FileTooLong, NoMedium, PieceOutOfPlace, PieceTooLarge
from xingtan.courses.models import Media, Upload
from xingtan.courses.queries import DEMO_MEDIA
from xingtan.courses.rules.renditions import Probed, renditions_of, streaming_command
from xingtan.courses.tests import given
from xingtan.courses.tests.given import WHEN
from xingtan.foundation.tasks import Interrupted
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db
FILM = (DEMO_MEDIA / "how-to-study.mp4").read_bytes()


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def editor() -> Post:
    return people.post(Kind.CONTENT_EDITOR, programme_code=programmes.programme_2020().code)


def begun(by: Post, *, size: int = len(FILM), name: str = "课.mp4", fingerprint: str = "f") -> Upload:
    programme = Programme.objects.get(code=by.programme_code)
    return actions.begin_upload(programme=programme, announced=Announced(name, size, fingerprint), by=by, now=WHEN)


def sent(upload: Upload, content: bytes, *, piece: int = 100_000) -> Upload:
    for offset in range(0, len(content), piece):
        upload = actions.take_piece(upload=upload, offset=offset, piece=content[offset : offset + piece], now=WHEN)
    return upload


def test_a_film_in_pieces_is_the_film() -> None:
    by = editor()

    medium = actions.finish_upload(upload=sent(begun(by), FILM), by=by)

    with medium.file.open("rb") as kept:
        assert kept.read() == FILM
    assert (medium.kind, medium.seconds, medium.name) == ("video", 180, "课")


def test_the_same_file_goes_on_where_it_stopped() -> None:
    by = editor()
    first = begun(by)
    actions.take_piece(upload=first, offset=0, piece=FILM[:1000], now=WHEN)

    again = begun(by)

    assert (again.pk, again.received) == (first.pk, 1000)
    other = begun(people.post(Kind.CONTENT_EDITOR, programme_code=by.programme_code))
    assert (other.pk != first.pk, other.received) == (True, 0)


def test_what_the_disk_lost_is_sent_again() -> None:
    by = editor()
    upload = begun(by)
    actions.take_piece(upload=upload, offset=0, piece=FILM[:1000], now=WHEN)
    receiving.part_of(upload).write_bytes(FILM[:400])

    assert begun(by).received == 400


@pytest.mark.parametrize("offset", [0, 500, 2000])
def test_a_piece_sent_twice_or_too_early_is_told_how_far_it_is(offset: int) -> None:
    by = editor()
    upload = begun(by)
    actions.take_piece(upload=upload, offset=0, piece=FILM[:1000], now=WHEN)

    with pytest.raises(PieceOutOfPlace) as refused:
        actions.take_piece(upload=upload, offset=offset, piece=b"x" * 10, now=WHEN)

    assert refused.value.parameters == {"received": 1000}
    assert Upload.objects.get().received == 1000


@pytest.mark.parametrize("piece", [b"", b"x" * 11])
def test_a_piece_past_the_end_is_refused(piece: bytes) -> None:
    with pytest.raises(PieceTooLarge):
        actions.take_piece(upload=begun(editor(), size=10), offset=0, piece=piece, now=WHEN)


@pytest.mark.parametrize("size", [0, -1, 2_000_000])
def test_what_is_empty_or_too_large_is_refused_before_a_byte(size: int, settings: Any) -> None:
    settings.COURSE_MEDIA_MAX_BYTES = 1_000_000

    with pytest.raises(FileTooLong):
        begun(editor(), size=size)

    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "content", [b"MZ" + b"\0" * 200, b"<svg onload=alert(1)>", b"\0\0\0\x18ftypmp42" + b"\0" * 300, FILM[:5000]]
)
def test_what_is_no_film_is_refused_whatever_its_name(content: bytes) -> None:
    by = editor()
    upload = sent(begun(by, size=len(content)), content)

    with pytest.raises(NoMedium):
        actions.finish_upload(upload=upload, by=by)

    assert not Media.objects.exists()


def test_a_pdf_becomes_a_document() -> None:
    by = editor()
    content = b"%PDF-1.7\n%%EOF"

    medium = actions.finish_upload(upload=sent(begun(by, size=len(content), name="讲义.pdf"), content), by=by)

    assert (medium.kind, str(medium.file.name).endswith(".pdf")) == ("document", True)


def test_finishing_twice_makes_one_medium() -> None:
    by = editor()
    upload = sent(begun(by), FILM)

    assert actions.finish_upload(upload=upload, by=by) == actions.finish_upload(upload=upload, by=by)
    second = actions.finish_upload(upload=sent(begun(by, fingerprint="g"), FILM), by=by)
    assert second.name == "课 (2)"


def test_half_sent_files_are_forgotten_after_a_week() -> None:
    by = editor()
    upload = begun(by)

    assert actions.throw_stale_away(now=WHEN + receiving.KEPT) == 0
    assert actions.throw_stale_away(now=WHEN + receiving.KEPT + timedelta(seconds=1)) == 1
    assert not Upload.objects.filter(pk=upload.pk).exists()


def test_the_length_is_read_without_ffprobe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    found = probed(DEMO_MEDIA / "how-to-study.mp4")

    assert found is not None
    assert round(found.seconds) == 180
    assert kind_of_file(DEMO_MEDIA / "how-to-study.mp4") == "mp4"


def test_no_bitrate_has_more_lines_than_the_film() -> None:
    assert [each.name for each in renditions_of(Probed(60, height=720))] == ["p360", "p540", "p720"]
    assert [each.name for each in renditions_of(Probed(60, height=240))] == ["p360"]
    assert renditions_of(Probed(60)) == ()
    command = " ".join(streaming_command("a", "b", Probed(60, height=400, has_sound=True)))
    assert "-force_key_frames expr:gte(t,n_forced*4)" in command
    assert "v:0,a:0,name:p360 a:1,name:sound" in command


def test_bitrates_are_made_and_served_by_key_to_its_owner_only(tmp_path: Path) -> None:
    """Where no ffmpeg stands, the film plays as it was sent."""
    by = editor()
    source = tmp_path / "kurz.mp4"
    if not shutil.which("ffmpeg"):
        assert not actions.can_prepare()
        return
    picture = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=5", "-f", "lavfi", "-i", "sine", "-t", "2"]
    subprocess.run(["ffmpeg", "-v", "error", *picture, "-pix_fmt", "yuv420p", str(source)], check=True)
    content = source.read_bytes()
    medium = actions.finish_upload(upload=sent(begun(by, size=len(content)), content), by=by)
    seen: list[int] = []

    actions.prepare_streams(media=medium, by=by, step=seen.append)

    medium.refresh_from_db()
    browser, key = people.signed_in(by), queries.media_key(medium, by.account)
    listed: Any = browser.get(reverse("courses:stream", args=[medium.public_id, key, "master.m3u8"]))
    assert b"p360.m3u8" in b"".join(listed)
    assert listed["Content-Type"] == "application/vnd.apple.mpegurl"
    for part in ("../../secret.m3u8", "master.m3u8.key", "..%2fmaster.m3u8", "p360_9999.ts"):
        assert browser.get(f"/courses/streams/{medium.public_id}/{key}/{part}").status_code == 404
    other = people.signed_in(people.post(Kind.MONITOR, programme_code=by.programme_code))
    assert other.get(reverse("courses:stream", args=[medium.public_id, key, "master.m3u8"])).status_code == 404


def test_making_bitrates_is_given_up_with_all_it_began(tmp_path: Path) -> None:
    by = editor()
    if not actions.can_prepare():
        pytest.skip("no ffmpeg; CI has it")
    source = tmp_path / "lang.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc=size=640x480:rate=25", "-t", "60"]
    subprocess.run(["ffmpeg", "-v", "error", *picture, "-pix_fmt", "yuv420p", str(source)], check=True)
    content = source.read_bytes()
    medium = actions.finish_upload(upload=sent(begun(by, size=len(content)), content), by=by)

    def lets_go(_seconds: int) -> None:
        raise Interrupted

    with pytest.raises(Interrupted):
        actions.prepare_streams(media=medium, by=by, step=lets_go)

    medium.refresh_from_db()
    assert medium.streams == ""
    children = [int(each) for each in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    assert [each for each in children if "ffmpeg" in Path(f"/proc/{each}/cmdline").read_text()] == []


# --- pages -------------------------------------------------------------------------------------


def announced(browser: Client, **said: object) -> Any:
    told = {"name": "课.mp4", "size": len(FILM), "fingerprint": "f", **said}
    return browser.post(reverse("courses:announce"), json.dumps(told), content_type="application/json")


def test_a_browser_sends_a_film_and_is_led_to_it() -> None:
    browser = people.signed_in(editor())
    begun = announced(browser).json()

    half = browser.post(begun["send"] + "?offset=0", FILM[:100_000], content_type="application/octet-stream").json()
    twice = browser.post(begun["send"] + "?offset=0", FILM[:100_000], content_type="application/octet-stream")
    done = browser.post(
        begun["send"] + "?offset=100000", FILM[100_000:], content_type="application/octet-stream"
    ).json()

    assert (begun["received"], half["received"]) == (0, 100_000)
    assert (twice.status_code, twice.json()["received"]) == (409, 100_000)
    assert done["page"] == reverse("courses:medium", args=[Media.objects.get().public_id])


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"name": "x"}', b'{"name":"x","size":"many","fingerprint":"f"}', b"\xff"]
)
def test_an_announcement_that_is_none_is_answered_in_words(body: bytes) -> None:
    browser = people.signed_in(editor())

    answer = browser.post(reverse("courses:announce"), body, content_type="application/json")

    assert (answer.status_code, bool(answer.json()["sentence"])) == (400, True)


def test_nobody_adds_to_the_file_of_another() -> None:
    by = editor()
    upload = begun(by)
    other = people.signed_in(people.post(Kind.CONTENT_EDITOR, programme_code=by.programme_code))
    url = reverse("courses:piece", args=[upload.public_id]) + "?offset=0"

    answer = other.post(url, b"x", content_type="application/octet-stream")

    assert answer.status_code == 409
    assert Upload.objects.get().received == 0


def test_a_small_file_is_sent_without_script_and_a_wrong_one_is_told() -> None:
    browser = people.signed_in(editor())

    right = browser.post(reverse("courses:media_index"), {"file": SimpleUploadedFile("课.mp4", FILM)})
    wrong = browser.post(reverse("courses:media_index"), {"file": SimpleUploadedFile("课.mp4", b"MZ" + b"\0" * 99)})

    assert (right.status_code, wrong.status_code) == (302, 422)
    assert "MP4" in wrong.content.decode()
    assert (Media.objects.count(), Upload.objects.filter(media=None).count()) == (1, 0)


def test_captions_are_taken_shown_to_learners_and_wrong_ones_leave_the_old() -> None:
    lesson = given.lesson()
    medium = lesson.media
    assert medium is not None
    by = people.post(Kind.CONTENT_EDITOR, programme_code=lesson.course.programme.code)
    browser = people.signed_in(by)
    url = reverse("courses:add_captions", args=[medium.public_id])

    def send(text: bytes) -> Any:
        return browser.post(url, {"language": "zh", "file": SimpleUploadedFile("a.vtt", text)})

    taken = send("WEBVTT\n\n00:01.000 --> 00:02.000\n怎样学习\n".encode("gb18030"))
    refused = send(b"WEBVTT\n\n00:02.000 --> 00:01.000\nx\n")

    assert (taken.status_code, refused.status_code) == (302, 422)
    assert "第 3 行" in refused.content.decode()
    shown = browser.get(reverse("courses:preview", args=[lesson.public_id])).content.decode()
    assert "怎样学习" in shown
    key = queries.media_key(medium, by.account)
    track = browser.get(reverse("courses:captions", args=[medium.public_id, key, "zh"]))
    assert track["Content-Type"] == "text/vtt; charset=utf-8"
    assert "怎样学习" in track.content.decode()

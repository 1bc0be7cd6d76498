"""Packages sent by authors: what is safe is unpacked and served shut in, what is not is refused in words and leaves nothing."""

import stat
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from xingtan.accounts.models import Kind
from xingtan.accounts.tests import given as people
from xingtan.courses import actions, queries
from xingtan.courses.errors.packages import PACKAGE_FAULTS, PackageRefused
from xingtan.courses.models import Media
from xingtan.courses.rules.package_files import is_plain_path, served_as, with_runtime
from xingtan.courses.tests import given_packages as given
from xingtan.courses.tests.given import WHEN
from xingtan.foundation import clock
from xingtan.programmes.actions import copy_programme
from xingtan.programmes.tests import given as programmes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def with_member(name: str, *, mode: int = 0, content: bytes = b"x") -> bytes:
    """A sound package and one more member that is not."""
    path = Path(default_storage.path("made.zip"))
    path.write_bytes(given.package())
    with zipfile.ZipFile(path, "a") as whole, warnings.catch_warnings(action="ignore"):
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        whole.writestr(member, content, zipfile.ZIP_DEFLATED)
    made = path.read_bytes()
    path.unlink()
    return made


def bomb() -> bytes:
    return with_member("zeros.js", content=b"\0" * 30_000_000)


def locked() -> bytes:
    content = bytearray(given.package())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(magic)
        content[place + at] |= 1
    return bytes(content)


BAD: dict[str, Callable[[], bytes]] = {
    "outside": lambda: with_member("../../evil.html"),
    "absolute": lambda: with_member("/etc/evil.html"),
    "windows": lambda: with_member("C:\\evil.html"),
    "backslash": lambda: with_member("a\\..\\..\\evil.html"),
    "link": lambda: with_member("link.html", mode=stat.S_IFLNK | 0o777, content=b"/etc/passwd"),
    "device": lambda: with_member("device", mode=stat.S_IFCHR | 0o666),
    "bomb": bomb,
    "many": lambda: given.packed({f"{n}.txt": "" for n in range(5_001)}),
    "twice": lambda: with_member("index.html"),
    "locked": locked,
    "long": lambda: with_member(f"{'长' * 100}.html"),
    "signs": lambda: with_member("a\x07b.html"),
    "torn": lambda: given.package()[:-40],
    "no_manifest": lambda: given.packed({"index.html": given.PAGE}),
    "folder": lambda: given.packed({"课程/imsmanifest.xml": given.manifest(), "课程/index.html": given.PAGE}),
    "declares": lambda: given.package(head='<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "large_manifest": lambda: given.packed({"imsmanifest.xml": given.manifest() + " " * 4_300_000, "index.html": "x"}),
}
SAID = {
    "absolute": "outside", "windows": "outside", "backslash": "outside", "device": "link", "bomb": "large", "long": "name",
    "signs": "name", "torn": "damaged", "folder": "nested_manifest", "declares": "xml_declares", "large_manifest": "large",
}  # fmt: skip


@pytest.mark.parametrize("attack", BAD)
def test_a_package_that_could_do_harm_is_refused_in_words_and_nothing_is_unpacked(attack: str) -> None:
    by = given.author()

    with pytest.raises(PackageRefused) as caught:
        given.sent(BAD[attack](), by=by)

    assert caught.value.fault == SAID.get(attack, attack)
    assert "包.zip" in str(caught.value)
    assert not Media.objects.exists()
    assert not default_storage.exists("packages")


def test_every_reason_fills_its_sentence() -> None:
    for fault in PACKAGE_FAULTS:
        assert "%" not in str(PackageRefused(name="包.zip", fault=fault, where="某处"))


def test_a_file_that_is_damaged_within_is_refused_and_no_medium_stays() -> None:
    content = given.package({"film.js": "var a = 1;" * 200})
    at = content.index(b"film.js") + len(b"film.js") + 4
    torn = content[:at] + bytes(each ^ 0xFF for each in content[at : at + 8]) + content[at + 8 :]

    with pytest.raises(PackageRefused) as caught:
        given.sent(torn, by=given.author())

    assert caught.value.fault == "damaged"
    assert not Media.objects.exists()
    assert not [path for path in Path(default_storage.path("packages")).rglob("*") if path.is_file()]


def test_a_sound_package_is_unpacked_with_its_folders_and_understood() -> None:
    media = given.sent(given.package({"图片/一.png": b"png"}, version="2004"), by=given.author())

    manifest = queries.manifest_of(media)
    assert (media.kind, media.seconds, manifest.version, manifest.title) == ("package", 0, "2004", "一门小课")
    with default_storage.open(f"{media.folder}/图片/一.png") as file:
        assert file.read() == b"png"


def test_the_refusal_stands_beside_the_file_for_who_sends_without_script() -> None:
    browser = people.signed_in(given.author())
    path = Path(default_storage.path("包.zip"))
    path.write_bytes(BAD["outside"]())

    with path.open("rb") as file:
        answer = browser.post(reverse("courses:media_index"), {"file": file})

    assert answer.status_code == 422
    assert "evil.html" in answer.content.decode()


# --- how its files are served --------------------------------------------------------------------


def address(media: Media, part: str, *, now: Any = None) -> str:
    viewer = given.author(media.programme).account
    key = queries.package_key(media, viewer, now or clock.now())
    return reverse("courses:package_file", kwargs={"media": media.public_id, "key": key, "part": part})


def body(answer: Any) -> bytes:
    """All of a streamed answer."""
    return b"".join(answer)


def test_a_page_is_served_without_session_shut_in_and_with_the_interface() -> None:
    media = given.sent(given.package(), by=given.author())

    answer = Client().get(address(media, "index.html"))

    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200
    assert b"sco-12.js" in answer.content.split(b"</head>")[0]
    assert "sandbox allow-scripts allow-forms" in policy
    assert "allow-same-origin" not in policy
    assert f"default-src http://testserver/courses/packages/{media.public_id}/" in policy
    assert "X-Frame-Options" not in answer
    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "text/html")


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.js", "text/javascript"), ("a.SVG", "image/svg+xml"), ("a.swf", "application/octet-stream"), ("a.exe", "application/octet-stream"),
        ("a.php", "application/octet-stream"), ("a", "application/octet-stream"), ("a.pdf", "application/pdf"),
    ],
)  # fmt: skip
def test_files_are_served_as_what_they_are_named_or_only_to_be_saved(name: str, content_type: str) -> None:
    media = given.sent(given.package({name: "x"}), by=given.author())

    answer = Client().get(address(media, name))

    assert body(answer) == b"x"
    assert (served_as(name), answer["Content-Type"]) == (content_type, content_type)
    assert ("attachment" in answer.get("Content-Disposition", "")) == (content_type == "application/octet-stream")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_page_fetched_by_a_script_stays_as_it_is() -> None:
    media = given.sent(given.package(), by=given.author())

    answer = Client().get(address(media, "index.html"), headers={"sec-fetch-dest": "empty"})

    assert body(answer) == given.PAGE.encode()


def test_a_key_opens_its_own_package_today_and_tomorrow_only() -> None:
    by = given.author()
    media = given.sent(given.package(), by=by)
    other = given.sent(given.package({"b.html": "b"}), by=by)
    then = clock.moment(2020, 12, 21, 23, 59, 59)
    key = queries.package_key(media, by.account, then)

    assert queries.package_opened_by(key, media.public_id, clock.moment(2020, 12, 22, 23, 59, 59))
    assert not queries.package_opened_by(key, media.public_id, clock.moment(2020, 12, 23))
    assert not queries.package_opened_by(key, media.public_id, clock.moment(2020, 12, 20))
    assert not queries.package_opened_by(key, other.public_id, then)
    assert not queries.package_opened_by("none", media.public_id, then)
    assert not queries.package_opened_by(key[:-1] + ("A" if key[-1] != "A" else "B"), media.public_id, then)


@pytest.mark.parametrize("part", ["nowhere.html", "a/../index.html", "../made.zip", "a//index.html", "%2e%2e/x"])
def test_what_is_not_in_the_package_is_missing(part: str) -> None:
    media = given.sent(given.package(), by=given.author())
    default_storage.save("packages/made.zip", ContentFile(b"x"))

    assert Client().get(address(media, "x").removesuffix("x") + part).status_code == 404
    assert is_plain_path("a/b.html")


def test_the_separate_origin_serves_packages_and_nothing_else(settings: Any) -> None:
    settings.CONTENT_ORIGIN, settings.ALLOWED_HOSTS = "http://content.example", ["content.example", "testserver"]
    media = given.sent(given.package(), by=given.author())

    apart = Client(headers={"host": "content.example"})
    answer = apart.get(address(media, "index.html"))

    assert "sandbox allow-scripts allow-forms allow-same-origin" in answer["Content-Security-Policy"]
    assert apart.get(reverse("accounts:sign_in")).status_code == 404
    assert "allow-same-origin" not in Client().get(address(media, "index.html"))["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (b"<HTML><HEAD lang=zh>a", b"<HTML><HEAD lang=zh>[]a"),
        (b"<!-- <head> --><html><body>a", b"<!-- <head> --><html>[]<body>a"),
        (b"<!doctype html><p>a", b"<!doctype html>[]<p>a"),
        (b"<p>a", b"[]<p>a"),
        (b"<header>a", b"[]<header>a"),
        ("<html><head>课".encode("gbk"), b"<html><head>[]" + "课".encode("gbk")),
        ("<html><head>课".encode("utf-16"), b"\xef\xbb\xbf<html><head>[]" + "课".encode()),
    ],
)
def test_the_interface_comes_before_any_script_of_the_page(page: bytes, shown: bytes) -> None:
    assert with_runtime(page, "/r.js") == shown.replace(b"[]", b'<script src="/r.js"></script>')


def test_authors_look_at_a_package_in_its_sandbox() -> None:
    lesson = given.lesson()

    page = people.signed_in(given.author()).get(reverse("courses:preview", args=[lesson.public_id])).content.decode()

    assert 'data-sandbox="allow-scripts allow-forms"' in page
    assert "data-begin" not in page


def test_a_package_goes_along_into_next_year_and_is_unpacked_once() -> None:
    lesson = given.lesson()
    course, by = lesson.course, given.author(lesson.course.programme)
    starts_on = programmes.DOCUMENT["calendar"]["term_starts_on"]
    following = copy_programme(code=course.programme.code, new_code="xinzhou-2021", starts_on=starts_on, by=None)
    people.post(Kind.CONTENT_EDITOR, holder=by.account, programme_code=following.code)

    copied = actions.copy_course(course=course, programme=following, by=by, now=WHEN)

    media = Media.objects.get(programme=following)
    assert next(queries.draft_of(copied).lessons).media == media.public_id
    assert lesson.media is not None
    assert (media.folder, media.manifest) == (lesson.media.folder, lesson.media.manifest)
    assert Client().get(address(media, "index.html")).status_code == 200

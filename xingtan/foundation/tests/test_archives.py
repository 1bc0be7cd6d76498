"""Packed folders: names as clerks' machines write them, and everything hostile answered with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest

from xingtan.foundation.archives import EntryRefused, FolderProtected, FolderTooMany, FolderUnsafe, opened

NAME = "五台县/五台县实验小学.xlsx"


def packed(*files: tuple[str, bytes], flags: int = 0) -> bytes:
    """A zip of files; ``flags`` are set on every member in the table of contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files:
            package.writestr(name, content)
    whole = bytearray(buffer.getvalue())
    at = 0
    while flags and (at := whole.find(b"PK\x01\x02", at)) >= 0:
        whole[at + 8] |= flags
        at += 4
    return bytes(whole)


def named(raw: bytes, *, extra: bytes = b"") -> bytes:
    """A zip whose only file has a name in these bytes, without a mark of its encoding."""
    stand_in = "x" * len(raw)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        info = zipfile.ZipInfo(stand_in)
        info.extra = extra
        package.writestr(info, b"content")
    return buffer.getvalue().replace(stand_in.encode(), raw)


def listed(content: bytes) -> list[tuple[str, str, str]]:
    with opened(content) as folder:
        return [(entry.folder, entry.name, entry.flaw) for entry in folder.listing.entries]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_names_without_a_mark_are_read_as_gbk_or_utf8(encoding: str) -> None:
    assert listed(named(NAME.encode(encoding))) == [("五台县", "五台县实验小学.xlsx", "")]


def test_a_gbk_name_from_windows_with_backslashes_is_divided_after_decoding() -> None:
    assert listed(named("繁峙县\\誠信小学.xlsx".encode("gb18030"))) == [("繁峙县", "誠信小学.xlsx", "")]


def test_a_unicode_path_field_is_preferred() -> None:
    raw = b"wutai.xlsx"
    body = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + "五台.xlsx".encode()
    assert listed(named(raw, extra=struct.pack("<HH", 0x7075, len(body)) + body)) == [("", "五台.xlsx", "")]


def test_what_systems_leave_behind_is_passed_over_and_named() -> None:
    content = packed(("__MACOSX/._一.xlsx", b"1"), ("~$一.xlsx", b"1"), (".DS_Store", b"1"), ("一.xlsx", b"1"))
    with opened(content) as folder:
        assert [entry.name for entry in folder.listing.entries] == ["一.xlsx"]
        assert folder.listing.passed_over == ("._一.xlsx", "~$一.xlsx", ".DS_Store")


@pytest.mark.parametrize(
    ("name", "flaw"),
    [("../../etc/一.xlsx", "outside"), ("/etc/一.xlsx", "outside"), ("C:\\一.xlsx", "outside"), ("内层.zip", "nested")],
)
def test_a_name_that_points_outside_or_a_zip_inside_is_a_flaw_of_that_file_alone(name: str, flaw: str) -> None:
    content = packed((name, b"1"), ("好.xlsx", b"2"))
    with opened(content) as folder:
        bad, good = folder.listing.entries
        assert (bad.flaw, good.flaw) == (flaw, "")
        assert folder.content_of(good) == b"2"
        with pytest.raises(EntryRefused) as refused:
            folder.content_of(bad)
    assert "%(" not in str(refused.value)


def test_ten_thousand_files_are_refused() -> None:
    with pytest.raises(FolderTooMany, match="10000"), opened(packed(*((f"{n}.xlsx", b"") for n in range(10_000)))):
        pass


def test_a_bomb_is_refused_by_its_table_of_contents() -> None:
    with pytest.raises(FolderUnsafe), opened(packed(("一.csv", b"0" * 30_000_000))):
        pass


def test_a_folder_behind_a_password_is_refused() -> None:
    with pytest.raises(FolderProtected), opened(packed(("一.xlsx", b"1"), flags=1)):
        pass


def test_a_damaged_folder_is_refused() -> None:
    with pytest.raises(FolderUnsafe), opened(packed(("一.xlsx", b"1"))[:-8]):
        pass


def test_a_damaged_file_is_refused_alone() -> None:
    content = bytearray(packed(("一.xlsx", b"123456789" * 50), ("二.xlsx", b"ok")))
    content[40:46] = b"\0\0\0\0\0\0"
    with opened(bytes(content)) as folder:
        bad, good = folder.listing.entries
        with pytest.raises(EntryRefused):
            folder.content_of(bad)
        assert folder.content_of(good) == b"ok"

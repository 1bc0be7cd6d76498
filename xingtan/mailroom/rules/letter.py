"""Reads a message as it came over the wire, whatever is wrong with it: a sender, a subject, text, enclosures.

Never raises: what cannot be read is left out and ``is_broken`` says so. Charsets that are not declared
are taken for UTF-8, else for GB 18030, as Chinese mail programs send them.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256

from xingtan.mailroom.rules.page_words import words_of_page

MOST_PARTS = 200
MOST_TEXT = 20_000
MOST_HEADERS = 300
LONGEST_HEADER = 5_000
LONGEST_NAME = 150
_GB = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "hz-gb-2312"}
_TROUBLE = (
    MessageError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    IndexError,
    RecursionError,
    AssertionError,
)
"""What the parser of the standard library has been seen to raise on messages made to break it."""
_LONG_NUMBER = re.compile(r"(?<!\d)(\d{3})\d{4,12}(\d{3}[\dXx])(?!\d)")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class _Bounded(Compat32):
    """Reads headers as the old policy does, which bears most, but no further than any honest one goes.

    The standard library takes a time that grows with the square of a header's length.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name and value of a header, cut."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


_BOUNDED = _Bounded()


@dataclass(frozen=True)
class Enclosure:
    """A part with a file in it."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = ""


@dataclass(frozen=True)
class ReadLetter:
    """A message, read."""

    subject: str = ""
    sender: str = ""
    sender_name: str = ""
    message_id: str = ""
    written_at: datetime | None = None
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()
    is_broken: bool = False


def read_letter(raw: bytes) -> ReadLetter:
    """A message as sent, read as far as it can be."""
    try:
        message = BytesParser(policy=_BOUNDED).parsebytes(raw)
    except _TROUBLE:
        head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        message = BytesParser(policy=_BOUNDED).parsebytes(head + b"\n\n", headersonly=True)
        return _of(message, [], is_broken=True)
    try:
        parts = list(_leaves(message))
    except _TROUBLE:
        return _of(message, [], is_broken=True)
    return _of(message, parts[:MOST_PARTS], is_broken=len(parts) > MOST_PARTS)


def identity_of(raw: bytes) -> str:
    """What tells one message from another: its Message-ID and its body, so that a second delivery, or a folder
    numbered anew, is known again, and a Message-ID used twice hides nothing.
    """
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    letter = read_letter(head + b"\n\n")
    told = letter.message_id or f"{letter.sender}|{letter.subject}|{letter.headers.get('date', '')}"
    return sha256(told.encode(errors="replace") + b"\0" + sha256(body.rstrip()).digest()).hexdigest()


def without_numbers(text: str) -> str:
    """A text with mobile and identity numbers starred, for what is shown and kept in the open.

    >>> without_numbers("联系人 13800138000")
    '联系人 138****8000'
    """
    return _LONG_NUMBER.sub(lambda found: found[1] + "*" * (len(found[0]) - 7) + found[2], text)


def _of(message: Message, parts: list[Message], *, is_broken: bool) -> ReadLetter:
    headers: dict[str, str] = {}
    for name, value in message.raw_items():
        if len(headers) < MOST_HEADERS:
            headers.setdefault(name.lower(), plain(_decoded_header(value)))
    sender_name, sender = _address(headers.get("from", ""))
    enclosures = [enclosure for part in parts if (enclosure := _enclosure(part))]
    return ReadLetter(
        subject=headers.get("subject", ""), sender=sender.strip(), sender_name=sender_name.strip()[:100],
        message_id=headers.get("message-id", "").strip()[:250], written_at=_moment(headers.get("date", "")),
        text=_text(parts), headers=headers, enclosures=tuple(enclosures), is_broken=is_broken,
    )  # fmt: skip


def _address(text: str) -> tuple[str, str]:
    try:
        return parseaddr(text)
    except _TROUBLE:
        return "", ""


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold content; messages enclosed in messages are looked into."""
    waiting = [message]
    seen = 0
    while waiting and seen <= MOST_PARTS * 2:
        part = waiting.pop(0)
        seen += 1
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting[:0] = [each for each in inner if isinstance(each, Message)]
        else:
            yield part


def plain(text: str) -> str:
    """A text on one line without anything that is not seen."""
    return _UNPRINTABLE.sub("", re.sub(r"[\r\n\t]+", " ", text)).strip()


def _decoded_header(value: str) -> str:
    if "=?" in value:
        try:
            return "".join(_piece(text, charset) for text, charset in decode_header(value))
        except (HeaderParseError, binascii.Error, *_TROUBLE):
            pass
    return guessed(
        value.encode("ascii", "surrogateescape") if value.isascii() or _is_escaped(value) else value.encode()
    )


def _is_escaped(value: str) -> bool:
    return all(ord(each) < 128 or 0xDC80 <= ord(each) <= 0xDCFF for each in value)


def _piece(text: bytes | str, charset: str | None) -> str:
    if isinstance(text, str):
        return guessed(text.encode("utf-8", "surrogateescape"))
    return decoded(text, charset)


def decoded(content: bytes, charset: str | None) -> str:
    """Text in a declared charset; gb2312 is taken for what is really sent under that name, GB 18030."""
    name = (charset or "").strip().strip("'\"").lower()
    if not name or name in {"us-ascii", "ascii", "unknown-8bit", "8bit", "utf-8", "utf8"}:
        return guessed(content)
    try:
        return content.decode("gb18030" if name in _GB else name, "replace")
    except (LookupError, ValueError, TypeError):
        return guessed(content)


def guessed(content: bytes) -> str:
    """Text whose charset nobody declared."""
    for charset in ("utf-8", "gb18030"):
        try:
            return content.decode(charset)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo and 1970 < found.year < 2200 else None


def _enclosure(part: Message) -> Enclosure | None:
    content_type = _guarded(part.get_content_type)
    name = _file_name(part)
    if not name and content_type.startswith(("text/", "multipart/", "message/")):
        return None
    if not name and content_type == "text/calendar":
        return None
    content = _content(part)
    if not content and not name:
        return None
    return Enclosure(without_numbers(_short_name(name or content_type)), content, content_type)


def _guarded(ask: object) -> str:
    try:
        return str(ask())  # type: ignore[operator]
    except _TROUBLE:
        return "application/octet-stream"


def _file_name(part: Message) -> str:
    """The name of an attached file: RFC 2231, RFC 2047 within quotes, or bytes as they are."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        raw = next((value for name, value in part.raw_items() if name.lower() == header), "")
        clean: Message = Message()
        clean[header] = guessed(raw.encode("utf-8", "surrogateescape")).replace("\r", "").replace("\n", "")
        try:
            found = clean.get_param(parameter, header=header)
        except _TROUBLE:
            continue
        if isinstance(found, tuple):
            charset, _language, value = found
            return plain(decoded(value.encode("latin-1", "replace"), charset))
        if found:
            return plain(_decoded_header(found))
    return ""


def _short_name(name: str) -> str:
    bare = name.replace("\\", "/").rpartition("/")[2].strip() or "?"
    if len(bare) <= LONGEST_NAME:
        return bare
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[: LONGEST_NAME - 12]}…{dot}{ending[:10]}"


def _content(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except _TROUBLE:
        return b""
    return found if isinstance(found, bytes) else b""


def _text(parts: list[Message]) -> str:
    """The words of the letter as plain text; of a web page only what can be read, nothing fetched."""
    for wanted in ("text/plain", "text/html"):
        for part in parts:
            if _guarded(part.get_content_type) != wanted or _file_name(part):
                continue
            text = decoded(_content(part), _guarded(lambda part=part: part.get_param("charset") or ""))
            if wanted == "text/html":
                text = words_of_page(text[: MOST_TEXT * 10])
            if text.strip():
                return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").strip())[:MOST_TEXT]
    return ""

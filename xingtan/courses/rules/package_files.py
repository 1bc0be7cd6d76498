"""How the files of a package are served: as what, and its pages with the player's interface put at their head.

>>> with_runtime(b"<html><head><title>x</title>", "/run.js")
b'<html><head><script src="/run.js"></script><title>x</title>'
"""

import codecs
import posixpath
import re
from typing import Final

DOWNLOADED: Final = "application/octet-stream"
PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
MOST_PAGE_BYTES: Final = 16 * 1024 * 1024
"""A larger page is served as it is."""
_TYPES: Final = {
    "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml", "css": "text/css", "js": "text/javascript",
    "mjs": "text/javascript", "json": "application/json", "xml": "application/xml", "xsd": "application/xml",
    "dtd": "application/xml-dtd", "txt": "text/plain", "vtt": "text/vtt", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "bmp": "image/bmp",
    "ico": "image/x-icon", "cur": "image/x-icon", "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav",
    "ogg": "audio/ogg", "oga": "audio/ogg", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm",
    "ogv": "video/ogg", "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
    "eot": "application/vnd.ms-fontobject", "pdf": "application/pdf", "wasm": "application/wasm",
}  # fmt: skip
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEADS: Final = (
    re.compile(rb"<head(?:\s[^>]*)?>", re.IGNORECASE),
    re.compile(rb"<html(?:\s[^>]*)?>", re.IGNORECASE),
    re.compile(rb"<!doctype[^>]*>", re.IGNORECASE),
)


def served_as(path: str) -> str:
    """The content type of a file by the ending of its name; what is not known is only handed out to be saved."""
    return _TYPES.get(posixpath.splitext(path)[1][1:].lower(), DOWNLOADED)


def is_plain_path(path: str) -> bool:
    """Whether a path stays where it begins."""
    parts = path.split("/")
    return "\\" not in path and "\0" not in path and not {"", ".", ".."} & set(parts)


def with_runtime(page: bytes, script: str) -> bytes:
    """The page with a script before any of its own, whatever encoding of one byte a letter it declares."""
    if page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        page = codecs.BOM_UTF8 + page.decode("utf-16", "replace").encode()
    tag = f'<script src="{script}"></script>'.encode()
    bare = _COMMENT.sub(lambda comment: b" " * len(comment[0]), page)
    for pattern in _HEADS:
        found = pattern.search(bare)
        if found:
            return page[: found.end()] + tag + page[found.end() :]
    return tag + page

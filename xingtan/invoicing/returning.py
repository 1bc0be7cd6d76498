"""Taking apart what came back from the tax platform: a workbook of rows, an invoice file, or a packed folder of many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xingtan.foundation.archives import opened
from xingtan.foundation.errors import Refusal
from xingtan.foundation.file_kinds import PACKED, kind_of
from xingtan.foundation.file_kinds import FileKind as Kind
from xingtan.foundation.pdfs import read_pdfs
from xingtan.foundation.sheets import read_workbook
from xingtan.foundation.text import compact
from xingtan.foundation.uploads import PasswordProtected
from xingtan.invoicing.einvoice import NoInvoice, ReadInvoice, from_fields, read_pdf_text, read_xml, xml_fields
from xingtan.invoicing.rules import NUMBER, SERIAL

REASONS = ("导入失败原因", "失败原因", "开具失败原因", "错误原因")
NUMBERS = ("数电票号码", "数电发票号码", "发票号码", "全电发票号码")
SERIALS = ("发票流水号", "流水号")
_ORDER = {"xml": 0, "ofd": 1, "pdf": 2}
_MOST_IN_OFD = 400


@dataclass(frozen=True)
class Piece:
    """One thing of an upload: an invoice file that was read or why it was not, or a row of a list."""

    name: str
    kind: str = ""
    content: bytes = b""
    read: ReadInvoice | None = None
    trouble: str = ""
    """Code of why it was not read."""
    said: str = ""
    """The same in the words of whoever refused it."""
    serial: str = ""
    number: str = ""
    reason: str = ""


def pieces_of(content: bytes, name: str) -> list[Piece]:
    """Everything in an upload; files with the richest content first, so that a PDF finds its invoice by number.

    An upload that cannot be opened is one piece that says why.
    """
    try:
        found = list(_pieces(content, name))
    except Refusal as refusal:
        return [Piece(name, said=str(refusal))]
    return sorted(found, key=lambda piece: _ORDER.get(piece.kind, 0))


def _pieces(content: bytes, name: str) -> Iterator[Piece]:
    kind = kind_of(content, name)
    if kind == Kind.ENCRYPTED:
        raise PasswordProtected()
    if kind in {Kind.XLSX, Kind.XLS, Kind.CSV} and not _is_xml(content):
        yield from _rows(content, name)
    elif kind == Kind.ZIP and not _is_ofd(content):
        yield from _packed(content)
    else:
        yield from _files([(name, content)])


def _packed(content: bytes) -> Iterator[Piece]:
    """Each file of a packed folder; raises an ``UploadRefused`` for a folder that could do harm."""
    files: list[tuple[str, bytes]] = []
    with opened(content) as folder:
        for entry in folder.listing.entries:
            try:
                files.append((entry.name, folder.content_of(entry)))
            except Refusal as refusal:
                yield Piece(entry.name, said=str(refusal))
    sheets = [(name, body) for name, body in files if kind_of(body, name) in {Kind.XLSX, Kind.XLS}]
    for name, body in sheets:
        yield from _rows(body, name)
    yield from _files([each for each in files if each not in sheets])


def _files(files: Sequence[tuple[str, bytes]]) -> Iterator[Piece]:
    pdfs = [(name, body) for name, body in files if kind_of(body, name) == Kind.PDF]
    for name, body in files:
        if kind_of(body, name) != Kind.PDF:
            yield _piece(name, body)
    texts = read_pdfs([body for _name, body in pdfs])
    for (name, body), said in zip(pdfs, texts, strict=True):
        try:
            if said.fault:
                raise NoInvoice("locked" if said.fault == "password" else "damaged")
            yield Piece(name, "pdf", body, read_pdf_text(said.text, said.notes))
        except NoInvoice as error:
            yield Piece(name, "pdf", trouble=error.code)


def _piece(name: str, body: bytes) -> Piece:
    try:
        if _is_xml(body):
            return Piece(name, "xml", body, read_xml(body))
        if _is_ofd(body):
            return Piece(name, "ofd", body, read_ofd(body))
    except NoInvoice as error:
        return Piece(name, trouble=error.code)
    except Refusal as refusal:
        return Piece(name, said=str(refusal))
    return Piece(
        name, trouble="damaged" if body.startswith(PACKED) and kind_of(body, name) == Kind.UNKNOWN else "no_invoice"
    )


def _is_xml(body: bytes) -> bool:
    return body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"<EInvoice", "<发票".encode()))


def _is_ofd(body: bytes) -> bool:
    if not body.startswith(b"PK\x03\x04"):
        return False
    try:
        with opened(body) as folder:
            return any(entry.name == "OFD.xml" for entry in folder.listing.entries)
    except Refusal:
        return False


def read_ofd(body: bytes) -> ReadInvoice:
    """An OFD: the platform's own XML inside it, else the custom data of ``OFD.xml``. Raises ``NoInvoice`` or a refusal."""
    with opened(body) as folder:
        entries = folder.listing.entries
        if len(entries) > _MOST_IN_OFD:
            raise NoInvoice("damaged")
        inner = next((each for each in entries if each.name.lower() == "original_invoice.xml"), None)
        if inner is not None:
            return read_xml(folder.content_of(inner))
        outer = next((each for each in entries if each.name == "OFD.xml"), None)
        if outer is None:
            raise NoInvoice("no_invoice")
        return from_fields(xml_fields(folder.content_of(outer)))


def _rows(content: bytes, name: str) -> Iterator[Piece]:
    """Rows of a list of failures or of successes, the header found by its words; raises an ``UploadRefused``."""
    found = False
    for sheet in read_workbook(content, name=name).visible:
        columns: dict[str, int] = {}
        for number, cells in enumerate(sheet.rows, start=1):
            texts = [compact(str(cell)) if cell is not None else "" for cell in cells]
            if not columns:
                columns = _header(texts)
                continue
            row = {key: texts[at] for key, at in columns.items() if at < len(texts)}
            if SERIAL.fullmatch(row.get("serial", "")) and (
                row.get("reason") or NUMBER.fullmatch(row.get("number", ""))
            ):
                found = True
                yield Piece(
                    f"{name} {number}",
                    "row",
                    serial=row["serial"],
                    number=row.get("number", ""),
                    reason=row.get("reason", ""),
                )
    if not found:
        yield Piece(name, trouble="no_row")


def _header(texts: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for key, words in (("serial", SERIALS), ("reason", REASONS), ("number", NUMBERS)):
        at = next((at for word in words for at, text in enumerate(texts) if text.strip("*") == word), None)
        if at is not None:
            columns[key] = at
    return columns if "serial" in columns and len(columns) > 1 else {}

"""Files nobody should send: torn, locked, mis-encoded, attacking, of another type than their name says."""

import io
import zipfile
import zlib

import pypdf

from xingtan.billing.tests import papers
from xingtan.billing.tests.samples import others, writing
from xingtan.foundation.tests import files
from xingtan.invoicing.tests import platform

ENTITY = '<!DOCTYPE x [<!ENTITY x "y">]>'
BILLION = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
PIXELS = 60_000


def _cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def _flipped(content: bytes) -> bytes:
    """The same with its middle overwritten."""
    middle = len(content) // 2
    return content[:middle] + bytes(64) + content[middle + 64 :]


def _locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(papers.pdf(papers.icbc_text())))
    writer.encrypt("geheim", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _locked_zip() -> bytes:
    """A package whose members say that they are encrypted."""
    content = bytearray(platform.packed_as({"发票.xml": platform.xml(("校", platform.tax_number()))}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + at] |= 1
    return bytes(content)


def _picture_bomb() -> bytes:
    """A PNG of a few bytes that says it is of 3.6 thousand million pixels."""
    head = PIXELS.to_bytes(4, "big") * 2 + bytes((8, 2, 0, 0, 0))
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b""))
    body = b"".join(
        len(part).to_bytes(4, "big") + kind + part + zlib.crc32(kind + part).to_bytes(4, "big") for kind, part in parts
    )
    return b"\x89PNG\r\n\x1a\n" + body


def _deep() -> bytes:
    """Packages within packages."""
    content = files.bomb(50)
    for _each in range(5):
        content = platform.packed_as({"inner.zip": content})
    return content


def _paths() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name in ("../../../etc/passwd.xml", "/etc/passwd.xml", "C:\\boot.xml", "a\0b.xml"):
            package.writestr(name, platform.xml(("校", platform.tax_number())))
    return written.getvalue()


def _xml(prolog: str) -> bytes:
    return f'<?xml version="1.0"?>{prolog}<EInvoice>&x;</EInvoice>'.encode()


TABLE = writing.text([["交易日期", "收入金额", "对方户名", "附言"], ["2020-11-18", '"3,600.00"', "东雷", "30人"]])
INVOICE = platform.pdf(("五台县东雷乡中心小学", platform.tax_number()))

BAD: dict[str, tuple[str, bytes]] = {
    "nothing": ("空.xlsx", b""),
    "blanks": ("空白.csv", b" \r\n\t\r\n"),
    "torn workbook": ("断.xlsx", _cut(platform.template(), 0.5)),
    "workbook without its end": ("断.xlsx", _cut(platform.template(), 0.97)),
    "workbook overwritten": ("坏.xlsx", _flipped(platform.template())),
    "torn old workbook": ("断.xls", _cut(others.postal(), 0.6)),
    "torn pdf": ("断.pdf", _cut(INVOICE, 0.5)),
    "torn package": ("断.zip", _cut(platform.packed_as({"a.pdf": INVOICE}), 0.7)),
    "torn ofd": ("断.ofd", _cut(platform.ofd(("校", platform.tax_number())), 0.6)),
    "torn xml": ("断.xml", _cut(platform.xml(("校", platform.tax_number())), 0.5)),
    "torn table": ("断.csv", TABLE.rstrip()[:-8]),
    "bytes of no encoding": ("乱码.csv", TABLE + b"\xff\xff\x81"),
    "xml in a wrong encoding": ("乱码.xml", platform.xml(("校", platform.tax_number())).decode().encode("gb18030")),
    "locked workbook": ("加密.xlsx", files.compound("EncryptedPackage")),
    "locked pdf": ("加密.pdf", _locked_pdf()),
    "locked package": ("加密.zip", _locked_zip()),
    "workbook with entities": ("实体.xlsx", files.package(files.sheet_xml(files.cell("A1", "&x;"), ENTITY))),
    "xml with entities": ("实体.xml", _xml(ENTITY)),
    "xml that multiplies": ("实体.xml", _xml(BILLION)),
    "xml in a package with entities": ("实体.zip", platform.packed_as({"发票.xml": _xml(ENTITY)})),
    "ofd with entities": ("实体.ofd", platform.packed_as({"OFD.xml": _xml(ENTITY)})),
    "workbook bomb": ("炸弹.xlsx", files.bomb()),
    "package bomb": ("炸弹.zip", platform.packed_as({"a.xml": bytes(40_000_000), "b.xml": bytes(40_000_000)})),
    "packages in packages": ("炸弹.zip", _deep()),
    "package that lies about its size": ("炸弹.xlsx", files.lying_about_its_size()),
    "package that overlaps itself": ("炸弹.xlsx", files.overlapping()),
    "paths out of the folder": ("路径.zip", _paths()),
    "picture bomb": ("照片.png", _picture_bomb()),
    "torn picture": ("照片.jpg", _cut(papers.photo(), 0.3)),
    "programme named pdf": ("回单.pdf", b"MZ\x90\0" + bytes(500)),
    "programme named xlsx": ("流水.xlsx", b"MZ\x90\0" + bytes(500)),
    "page named xls": ("流水.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>"),
    "picture named xlsx": ("流水.xlsx", papers.photo()),
    "pdf named xlsx": ("流水.xlsx", INVOICE),
    "workbook named pdf": ("回单.pdf", platform.template()),
    "letter": ("说明.docx", platform.packed_as({"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"})),
}  # fmt: skip

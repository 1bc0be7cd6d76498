"""Reading electronic invoices (数电票): the XML of the tax platform in its three dialects, and the text of PDFs. Pure.

Traps: ``TotalTax-includedAmount`` is the invoice's total, ``TotaltaxIncludedAmount`` a line's; the day of issue is
``RequestTime`` where there is no ``IssueTime``. A document type or an entity is refused before anything is read.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from xingtan.invoicing.rules import NUMBER, SERIAL

MOST_ELEMENTS = 50_000
_NAMES: dict[str, tuple[str, ...]] = {
    "number": ("InvoiceNumber", "EIid", "发票号码", "数电票号码", "FPHM", "SDFPHM"),
    "issued": ("IssueTime", "RequestTime", "开票日期", "开票时间", "KPRQ", "KPSJ"),
    "total": ("TotalTax-includedAmount", "价税合计", "价税合计小写", "价税合计(小写)", "JSHJXX", "JSHJ"),
    "without_tax": ("TotalAmWithoutTax", "合计金额", "金额合计", "HJJE"),
    "tax": ("TotalTaxAm", "合计税额", "税额合计", "HJSE"),
    "buyer_name": ("BuyerName", "购买方名称", "购方名称", "GMFMC", "GFMC", "GMF_MC"),
    "buyer_tax": (
        "BuyerIdNum", "购买方纳税人识别号", "购买方统一社会信用代码/纳税人识别号", "购方税号", "GMFNSRSBH", "GMFSBH", "GFSBH", "GFSH",
    ),
    "remark": ("Remark", "备注", "BZ"),
}  # fmt: skip


class NoInvoice(ValueError):
    """Bytes that hold no invoice that can be read; ``code`` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class ReadInvoice:
    """What an invoice's file says. Empty where it does not say it."""

    number: str
    total: Decimal | None = None
    tax: Decimal | None = None
    issued_at: datetime | None = None
    """The platform's wall clock."""
    buyer_name: str = ""
    buyer_tax: str = ""
    serial: str = ""
    """Our own serial, where the remark carries it."""


def read_xml(content: bytes) -> ReadInvoice:
    """An invoice's XML, whichever dialect; raises ``NoInvoice`` (``dtd``, ``damaged``, ``no_number``)."""
    return from_fields(xml_fields(content))


def xml_fields(content: bytes) -> dict[str, str]:
    """Texts of an XML by the local name of their elements, the first of each; raises ``NoInvoice``."""
    try:
        root: Element = ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise NoInvoice("dtd") from error
    except (ParseError, ValueError, LookupError) as error:
        raise NoInvoice("damaged") from error
    found: dict[str, str] = {}
    for count, element in enumerate(root.iter()):
        if count > MOST_ELEMENTS:
            raise NoInvoice("damaged")
        text = (element.text or "").strip()
        name = element.attrib.get("Name", "") if _local(element.tag) == "CustomData" else _local(element.tag)
        if text:
            found.setdefault(unicodedata.normalize("NFKC", name), text)
    return found


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def from_fields(fields: Mapping[str, str]) -> ReadInvoice:
    """An invoice from named texts: elements of an XML, custom data of an OFD, notes of a PDF."""

    def field(name: str) -> str:
        return next((fields[each].strip() for each in _NAMES[name] if fields.get(each)), "")

    number = field("number")
    if not NUMBER.fullmatch(number):
        number = next((text for text in fields.values() if NUMBER.fullmatch(text)), "")
    if not number:
        raise NoInvoice("no_number")
    tax, without = money(field("tax")), money(field("without_tax"))
    total = money(field("total"))
    if total is None and without is not None:
        total = without + (tax or Decimal(0))
    serial = SERIAL.search(field("remark"))
    return ReadInvoice(
        number, total, tax, moment(field("issued")), field("buyer_name"), field("buyer_tax").upper(),
        serial.group() if serial else "",
    )  # fmt: skip


def read_pdf_text(text: str, notes: Mapping[str, str]) -> ReadInvoice:
    """An invoice's PDF by its notes and its text layer; raises ``NoInvoice`` when no number stands in it."""
    plain = unicodedata.normalize("NFKC", text)
    fields = {name: value for name, value in notes.items() if value}
    fields.setdefault("发票号码", _first(r"发票号码\s*:?\s*(\d{20})(?!\d)", plain) or _only_number(plain))
    fields.setdefault("价税合计", _first(r"\(小写\)\s*¥?\s*(-?[\d,]+\.\d{2})", plain))
    fields.setdefault("购买方名称", _first(r"名称\s*:\s*(\S+)", plain))
    fields.setdefault("购买方纳税人识别号", _first(r"(?:纳税人识别号|信用代码)\s*:\s*([0-9A-Z]{15,20})\b", plain))
    fields.setdefault("开票日期", _first(r"开票日期\s*:?\s*(20\d\d年\d{1,2}月\d{1,2}日)", plain))
    fields.setdefault("备注", " ".join(SERIAL.findall(plain)))
    return from_fields({name: value for name, value in fields.items() if value})


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found.group(1) if found else ""


def _only_number(text: str) -> str:
    found = set(re.findall(r"(?<!\d)\d{20}(?!\d)", text))
    return found.pop() if len(found) == 1 else ""


def money(text: str) -> Decimal | None:
    """An amount with two places, sign kept; None for what is none."""
    try:
        return Decimal(re.sub(r"[\s,¥￥元]", "", text)).quantize(Decimal("0.01")) if text else None
    except InvalidOperation:
        return None


def moment(text: str) -> datetime | None:
    """A day with or without a time, as invoices write it."""
    parts = [int(part) for part in re.findall(r"\d+", text)][:6]
    if len(parts) == 1 and len(text) >= 8:
        parts = [int(text[:4]), int(text[4:6]), int(text[6:8])]
    if len(parts) < 3:
        return None
    try:
        return datetime(*(parts + [0] * (6 - len(parts))))  # type: ignore[arg-type]  # noqa: DTZ001 - the platform's clock
    except ValueError:
        return None

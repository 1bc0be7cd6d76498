"""A county's own list of its schools, pasted from a message or a sheet, untidy: which school, how many heads, how much.

Pure: reads texts and rows of cells; knows nothing of bills. What a list leaves open is left open here.

>>> [(row.text, row.heads, row.amount) for row in read_list("1、东雷小学30人3600元；2、石咀完小 20人").rows]
[('东雷小学30人3600元', 30, Decimal('3600.00')), ('石咀完小 20人', 20, None)]
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xingtan.billing.matching.names import KIND, bare, canonical, chinese_number, plain
from xingtan.foundation.yuan import yuan

MOST_HEADS = 9_999
_CIRCLED = re.compile(r"[①-⑳⒈-⒛⑴-⒇]|[(（]\d{1,3}[)）](?=[㐀-鿿])|(?<=[;；。])\s*\d{1,3}[、.．](?=\D)")
_SERIAL = re.compile(r"^\s*(?:\(\d{1,3}\)|第?\d{1,3}[.、:)\s])\s*(?=[^\d\s])")
_NOT_MONEY = re.compile(
    r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{12,}|(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}|年度?|-20\d\d学年)|\d{1,2}月\d{1,2}[日号]|\d{1,3}\s*所"
    r"|[×*X✕]\s*\d+(?:\.\d+)?(?:元)?(?:/人|每人)?|每人\s*\d+(?:\.\d+)?\s*元?|\d+(?:\.\d+)?\s*元\s*(?:/|每)\s*人"
)
_NUMERAL = "[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]"
_GROUPED = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_MONEY = re.compile(
    rf"[¥]\s*((?:{_GROUPED})(?:\.\d{{1,2}})?)|((?:{_GROUPED})(?:\.\d{{1,4}})?)\s*(万)?元|((?:{_GROUPED})\.\d{{1,2}})(?![\d.])"
    rf"|({_NUMERAL}{{1,12}})元"
)
_HEADS = re.compile(rf"(\d{{1,4}}|{_NUMERAL}{{1,7}})\s*(?:人|名|位)")
_NUMBER = re.compile(rf"(?<![\d.A-Z])(?:{_GROUPED})(?![\d.A-Z中小幼初高完校])")
_CODE = re.compile(r"(?<![A-Z\d])(?=\w*[A-Z])[A-Z\d]{6}(?![A-Z\d])")
_TOTAL = re.compile("合计|总计|共计|小计|总金额|总额|总共|累计")
_BREAKS = re.compile(r"[;、，。\s]+|,(?!\d{3}(?!\d))")
_FILLER = re.compile("[人名位元整共计合各交缴费培训款的:=]+")
_HEADS_COLUMN = re.compile("人数|人员数|参训数|教师数")
_MONEY_COLUMN = re.compile("金额|应缴|实缴|缴费|费用|培训费|合计")


@dataclass(frozen=True, slots=True)
class Listed:
    """One school of a list as typed; a bare ``number`` may be heads or yuan."""

    text: str
    heads: int | None = None
    amount: Decimal | None = None
    number: Decimal | None = None
    is_unclear: bool = False
    """Several head counts or several amounts stand with it."""

    @property
    def has_number(self) -> bool:
        """Whether it says anything of how much."""
        return any(each is not None for each in (self.heads, self.amount, self.number))


@dataclass(frozen=True, slots=True)
class SchoolList:
    """A list as read; ``total`` is what it says of itself."""

    rows: tuple[Listed, ...] = ()
    total: Decimal | None = None


def read_list(text: str) -> SchoolList:
    """The schools of a list, in order; a title, a header and a sum are no schools."""
    rows: list[Listed] = []
    total: Decimal | None = None
    for entry in _entries(text):
        listed = _listed(entry, len(rows) + 1)
        if _TOTAL.search(entry) and not KIND.search(canonical(bare(_TOTAL.sub("", entry)))):
            total = listed.amount or listed.number or total
        elif (_hanzi(entry) or _CODE.search(plain(entry))) and not _is_header(entry):
            rows.append(listed)
    return SchoolList(tuple(rows), total)


def as_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows of cells as the text ``read_list`` reads: a tab between cells, one row a line."""
    lines = ("\t".join(_cell(cell) for cell in row) for row in rows)
    return "\n".join(line.strip("\t") for line in lines if line.strip())


def _cell(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if cell is not None else ""


def _entries(text: str) -> Iterable[str]:
    roles: dict[int, str] = {}
    for line in _CIRCLED.sub("; ", text).splitlines():
        if "\t" in line:
            cells = line.split("\t")
            roles = _roles(cells) or roles
            yield " ".join(_told(cell, roles.get(at, "")) for at, cell in enumerate(cells)).strip()
        else:
            yield from _parts(line)


def _roles(cells: Sequence[str]) -> dict[int, str]:
    """Which column of a header holds heads and which yuan; empty for a row that is no header."""
    if any(re.fullmatch(r"[\d.,¥\s]+", cell) for cell in cells if cell.strip()):
        return {}
    found = {at: "人" for at, cell in enumerate(cells) if _HEADS_COLUMN.search(cell)}
    return found | {at: "元" for at, cell in enumerate(cells) if at not in found and _MONEY_COLUMN.search(cell)}


def _told(cell: str, unit: str) -> str:
    is_bare = re.fullmatch(r"\s*[\d,]+(?:\.\d+)?\s*", cell)
    return cell.strip() + unit if unit and is_bare else cell.strip()


def _parts(line: str) -> Iterable[str]:
    """A line without tabs may hold several schools, one after another."""
    current = ""
    at = 0
    flat = plain(line)
    for match in [*_BREAKS.finditer(flat), None]:
        piece, end = flat[at : match.start() if match else len(flat)], match.end() if match else len(flat)
        if current and _begins(piece, current):
            yield current.strip(" ,;、，。")
            current = ""
        current += piece + (flat[match.start() : end] if match else "")
        at = end
    if current.strip(" ,;、，。"):
        yield current.strip(" ,;、，。")


def _begins(piece: str, current: str) -> bool:
    """Whether a piece is the next school and not more about the one before."""
    if len(_hanzi(piece)) < 2 or len(_hanzi(current)) < 2:
        return False
    if _TOTAL.search(piece):
        return True
    has_number = bool(_NUMBER.search(_NOT_MONEY.sub(" ", _SERIAL.sub("", current))) or _HEADS.search(current))
    if KIND.search(canonical(bare(piece))):
        return has_number or bool(KIND.search(canonical(bare(current))))
    return has_number and bool(_NUMBER.search(_NOT_MONEY.sub(" ", piece)))


def _hanzi(text: str) -> str:
    return "".join(re.findall("[㐀-鿿]", _FILLER.sub("", text)))


def _is_header(entry: str) -> bool:
    return not _NUMBER.search(entry) and len(re.findall("序号|学校|单位|名称|人数|金额|备注|联系", entry)) > 1


def _listed(entry: str, nth: int) -> Listed:
    text, numbers = plain(entry).strip(), []
    serial = _SERIAL.match(text)
    if serial and (_NUMBER.search(text[serial.end() :]) or re.findall(r"\d+", serial.group()) == [str(nth)]):
        text = text[serial.end() :]
    rest = _NOT_MONEY.sub(" ", text)
    rest, amounts = _taken(_MONEY, rest, _money)
    rest, heads = _taken(_HEADS, rest, lambda m: _count(m.group(1)))
    numbers = [Decimal(found.replace(",", "")) for found in _NUMBER.findall(rest)]
    row = Listed(
        text, int(heads[0]) if heads else None, amounts[0] if amounts else None,
        is_unclear=len(set(heads)) > 1 or len(set(amounts)) > 1,
    )  # fmt: skip
    return _with_bare(row, numbers)


def _taken(pattern: re.Pattern[str], text: str, read: object) -> tuple[str, list[Decimal]]:
    values = [read(match) for match in pattern.finditer(text)]  # type: ignore[operator]
    return pattern.sub(" ", text), [value for value in values if value is not None]


def _money(match: re.Match[str]) -> Decimal | None:
    signed, worded, ten_thousand, pointed, numeral = match.groups()
    if numeral:
        number = chinese_number(numeral)
        return yuan(number) if number else None
    amount = Decimal((signed or worded or pointed).replace(",", ""))
    return yuan(amount * 10_000 if ten_thousand else amount)


def _count(text: str) -> Decimal | None:
    number = int(text) if text.isdigit() else chinese_number(text)
    return Decimal(number) if number else None


def _with_bare(row: Listed, numbers: list[Decimal]) -> Listed:
    """Numbers without a unit: beside a head count an amount, beside an amount a head count, two of them both."""
    if not numbers:
        return row
    if row.amount is not None and row.heads is not None:
        return row
    small, large = min(numbers), max(numbers)
    if row.amount is not None:
        return replace(row, heads=int(small)) if small <= MOST_HEADS else row
    if row.heads is not None:
        return replace(row, amount=yuan(large))
    if len(numbers) == 1:
        return replace(row, number=yuan(numbers[0]))
    return replace(row, heads=int(small), amount=yuan(large), is_unclear=len(numbers) > 2)


@dataclass(frozen=True, slots=True)
class Owed:
    """What the bill of a listed school wants."""

    heads: int
    rest: Decimal


def share_of(row: Listed, owed: Owed, fee: Decimal) -> Decimal | None:
    """The yuan a row means for the bill it names; None when it says nothing or more than one thing.

    A bare number that is the head count of the bill is heads, one that is what it still wants is yuan; else
    a multiple of the fee is yuan and anything smaller heads.
    """
    if row.is_unclear:
        return None
    if row.amount is not None:
        return row.amount
    if row.heads is not None:
        return yuan(fee * row.heads)
    if row.number is None:
        return None
    if row.number == owed.rest:
        return row.number
    is_heads = row.number == owed.heads or row.number % fee != 0
    return yuan(fee * row.number) if is_heads and row.number <= MOST_HEADS else row.number

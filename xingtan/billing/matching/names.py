"""School names as people write them, brought to one form so that 寄小 and 寄宿制小学 meet.

The same rewriting is applied to registered names and to remarks: what it merges on one side it
merges on the other, and two schools that fall together are told apart by the text as typed.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC
from pypinyin import lazy_pinyin

ORDINAL = "[一二三四五六七八九十]{1,3}"
_ANY_ORDINAL = "[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}"
_GREAT = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟两〇廿", "一二三四五六七八九十百千二零二")
_DIGITS = "零一二三四五六七八九"

_MORE = "(?:校(?![长区园医内外服舍车名方门]))?"
"""The 校 that ends 中学校 and 小学校 and is left out as often as not."""
_REWRITES: tuple[tuple[str, str], ...] = (
    (r"(?:九|9)年(?:一贯制?|制|义务教育)(?:学校)?|九年学校", "九年制学校"),
    (r"十二年(?:一贯制?|制)(?:学校)?|12年(?:一贯制?|制)(?:学校)?", "十二年制学校"),
    (rf"寄宿制?小学{_MORE}|寄宿小|寄小", "寄宿小学"),
    (rf"中心完全小学{_MORE}|中心完小|中心小学{_MORE}|中小(?!学)|中心小(?!学)", "中心小学"),
    (rf"完全小学{_MORE}|完小", "完小"),
    (rf"初级中学{_MORE}|初中(?![部学])", "初级中学"),
    (rf"高级中学{_MORE}|高中(?![部学])", "高级中学"),
    (rf"完全中学{_MORE}|完中", "完全中学"),
    (rf"职业(?:高级)?中学{_MORE}|职业高中|职高|职中", "职业中学"),
    (r"(?:中等)?职业(?:技术)?学校|职业(?:技术)?教育中心|职业技术中学|职教中心|职教(?!育)|职业?技校|职校", "职业学校"),
    (r"特殊教育学校|特殊教育中心|特殊学校|特教学校|特教中心|特校", "特殊教育学校"),
    (r"联合学校|联合校|联校", "联合学校"),
    (r"中心学校|中心校(?!区)", "中心学校"),
    (rf"实验小学{_MORE}|实小", "实验小学"),
    (rf"实验中学{_MORE}|实中", "实验中学"),
    (r"实验幼儿园|实幼", "实验幼儿园"),
    (r"机关幼儿园|机幼", "机关幼儿园"),
    (r"中心幼儿园|中心幼(?!儿)|中幼(?!儿)|中心园(?!区)", "中心幼儿园"),
    (r"附属幼儿园|附幼", "附属幼儿园"),
    (rf"附属小学{_MORE}|附小(?!学)", "附属小学"),
    (rf"附属中学{_MORE}|附中(?!学)", "附属中学"),
    (r"幼儿园|幼稚园", "幼儿园"),
    (r"教学点|教点", "教学点"),
    (rf"小学{_MORE}", "小学"),
    (rf"中学{_MORE}", "中学"),
    (r"街道办事处|街道办|街道|镇|乡", ""),
)
_NUMBERED = (
    rf"第?(?<!\d)(?P<n>{_ANY_ORDINAL}|[1-9]\d?)"
    rf"(?P<k>中学{_MORE}|中(?![心小学等])|小学{_MORE}|小(?![学时组])|幼儿园|幼(?!儿))"
)
_LONG = {"中": "中学", "小": "小学", "幼": "幼儿园"}
_BEGINS = "[第一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾1-9寄中完初高职特联实机附幼教小街镇乡]"
"""What any rewritten piece begins with: most characters are passed over by this alone."""
_PATTERN = re.compile(
    f"(?={_BEGINS})(?:"
    + "|".join([_NUMBERED, *(f"(?P<r{i}>{pattern})" for i, (pattern, _) in enumerate(_REWRITES))])
    + ")"
)

KINDS = (
    "十二年制学校|九年制学校|寄宿小学|中心小学|完小|初级中学|高级中学|完全中学|职业中学|职业学校|特殊教育学校|联合学校|中心学校"
    "|实验小学|实验中学|实验幼儿园|机关幼儿园|中心幼儿园|附属幼儿园|附属小学|附属中学|幼儿园|小学|中学|教学点|学校"
)
KIND = re.compile(f"(?=[十九寄中完初高职特联实机附幼小教学])(?:{KINDS})")
_KIND_AT_END = re.compile(f"(?:{KINDS})$")
_LOOSER = {
    "中心幼儿园": ("幼儿园",),
    "初级中学": ("中学",),
    "高级中学": ("中学",),
    "完全中学": ("中学",),
    "中心小学": ("小学", "中心学校"),
    "寄宿小学": ("小学",),
    "完小": ("小学",),
    "九年制学校": ("学校",),
    "联合学校": ("学校", "中心学校"),
    "职业中学": ("职业学校",),
}
"""Kinds said more loosely, the loosest first."""
_GENERIC_BODY = re.compile(rf"^(?:第{ORDINAL}|实验|希望|育才|机关|直属|城关|中心|寄宿制?|新区|)$")
_TOWN = re.compile(r"^(.{1,6}?(?:镇镇|乡|镇|街道))(.{3,})$")
_SIBLING_SIGNS = frozenset("一二三四五六七八九十东西南北上下前后大小新老旧内外左右中高初")


@cache
def _simplifier() -> dict[int, str]:
    signs = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(signs)).split("\n")
    return {ord(old): new for old, new in zip(signs, simple, strict=True) if old != new}


def plain(text: str) -> str:
    """NFKC, simplified characters, capital letters; spaces and punctuation stay."""
    return unicodedata.normalize("NFKC", text).translate(_simplifier()).upper()


def bare(text: str) -> str:
    """``plain`` text with nothing but letters, digits and Chinese characters."""
    return "".join(sign for sign in plain(text) if sign.isalnum())


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral below ten thousand, 大写 too; None when it is none.

    >>> chinese_number("四十三"), chinese_number("壹佰零五"), chinese_number("十")
    (43, 105, 10)
    """
    text = text.translate(_GREAT)
    total, digit = 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            return None
    return total + digit if text else None


def chinese_numeral(number: int) -> str:
    """1 to 99 as a numeral: 13 is 十三."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _rewritten(match: re.Match[str]) -> str:
    if match["n"]:
        typed = match["n"]
        number = chinese_numeral(int(typed)) if typed[0] in "123456789" else typed.translate(_GREAT)
        return f"第{number}{_LONG[match['k'][0]]}"
    return _REWRITES[int((match.lastgroup or "r0")[1:])][1]


def canonical(text: str) -> str:
    """``bare`` text with kinds of school in one form and 乡, 镇, 街道 left out.

    >>> canonical("庄磨镇寄宿制小学") == canonical("庄磨寄小")
    True
    """
    return _PATTERN.sub(_rewritten, text)


def canonical_with_origins(text: str) -> tuple[str, list[int]]:
    """``canonical`` and, for each character of it, where in ``text`` it comes from (with an end mark)."""
    signs: list[str] = []
    origins: list[int] = []
    at = 0
    for match in _PATTERN.finditer(text):
        new = _rewritten(match)
        signs += [text[at : match.start()], new]
        origins += range(at, match.start())
        origins += _spread(new, match)
        at = match.end()
    signs.append(text[at:])
    origins += range(at, len(text) + 1)
    return "".join(signs), origins


def _spread(new: str, match: re.Match[str]) -> Sequence[int]:
    """The origins of a rewritten piece, its last character pointing to the last one rewritten."""
    if len(new) == match.end() - match.start():
        return range(match.start(), match.end())
    last = match.end() - 1
    return [*(min(match.start() + i, last) for i in range(len(new) - 1)), last][: len(new)]


def kind_of(core: str) -> str:
    """The kind a canonical name ends in, or an empty text."""
    match = _KIND_AT_END.search(core)
    return match.group() if match else ""


def loosened(core: str) -> str:
    """The name with its kind said more loosely: 初级中学 as 中学. Unchanged when there is nothing to loosen."""
    return next(iter(_looser(core)), core)


def _looser(core: str) -> list[str]:
    """The names in which the kind is said more loosely; none where nothing else is left of the name."""
    kind = kind_of(core)
    body = core[: len(core) - len(kind)]
    return [body + looser for looser in _LOOSER.get(kind, ())] if body else []


def is_generic(core: str) -> bool:
    """Whether a name says nothing about the place, so that every county may have one: 第一中学, 希望小学."""
    return bool(_GENERIC_BODY.match(core[: len(core) - len(kind_of(core))]))


@dataclass(frozen=True, slots=True)
class Core:
    """A school's name without its county: as written, in canonical form, and its shorter forms."""

    raw: str
    canonical: str
    town: str
    """Canonical name of the town it begins with, or an empty text."""

    @property
    def shorter(self) -> frozenset[str]:
        """Forms a school also goes by: kind loosened, town left out where the village tells enough."""
        forms = set(_looser(self.canonical))
        rest = self.canonical.removeprefix(self.town) if self.town else ""
        if rest and not is_generic(rest) and len(rest) - len(kind_of(rest)) > 1:
            forms.add(rest)
        return frozenset(forms - {self.canonical})


def core_of(raw: str) -> Core:
    """The parts of a name from which its region and county have been taken off."""
    town = _TOWN.match(raw)
    return Core(raw, canonical(raw), canonical(town.group(1)) if town else "")


def names_other_town(typed: str, raw: str) -> bool:
    """Whether a typed name says 镇 where the school's says 乡, or the reverse; leaving it out says nothing."""
    said = re.findall("[乡镇]", typed)
    return bool(said) and said != re.findall("[乡镇]", raw)


@lru_cache(maxsize=30_000)
def _sound(sign: str) -> str:
    return str(lazy_pinyin(sign)[0])


def sound(text: str) -> str:
    """The syllables of a text without tones: equal for names typed by ear."""
    return " ".join(map(_sound, text))


def is_sibling(one: str, other: str) -> bool:
    """Whether two different canonical names are made to tell schools apart, not misspelt.

    第一小学 and 第三小学, 上沟小学 and 下沟小学, 小学 and 中学 of one village are siblings.
    """
    if loosened(one) != loosened(other) and kind_of(loosened(one)) != kind_of(loosened(other)):
        return True
    if len(one) != len(other):
        return bool((set(one) ^ set(other)) & _SIBLING_SIGNS)
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return any(a in _SIBLING_SIGNS and b in _SIBLING_SIGNS for a, b in pairs)

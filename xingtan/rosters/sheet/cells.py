"""Cleans one cell: repairs what is certain, names what is not. Never guesses."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import NamedTuple

from xingtan.rosters.rules import IdRule, is_mobile, is_placeholder_mobile
from xingtan.rosters.sheet.parts import Value
from xingtan.rosters.sheet.synonyms import FUNCTION_WORDS

_INVISIBLE = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x20), 0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF]
)
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
is_plain_name = re.compile("[\u4e00-\u9fff]{2,4}").fullmatch
"""Whether a text is a Chinese name as it should be."""
is_plain_mobile = re.compile(r"1[3-9]\d{9}(?<!0{8})", re.ASCII).fullmatch
"""Whether a text is a mobile number as it should be, and not that of the sample row."""
_HAN_NAME = re.compile(f"[{_HAN}]{{1,15}}(?:·[{_HAN}]{{1,15}})*").fullmatch
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z.'’-]*(?: [A-Za-z][A-Za-z.'’-]*)*").fullmatch
_BLANK_BESIDE_HAN = re.compile(f"(?<=[{_HAN}·])\\s+|\\s+(?=[{_HAN}·])")
_DOT = re.compile(f"(?<=[{_HAN}])\\s*[·•・‧∙⋅●．.。]\\s*(?=[{_HAN}])")
_SCIENTIFIC = re.compile(r"\d(?:\.(\d*))?[eE]\+?(\d{1,2})", re.ASCII).fullmatch
_COUNTRY_CODE = re.compile(r"(?:\+|00)?86(?=1\d{10}$)", re.ASCII)
_BETWEEN_NUMBERS = re.compile(r"[/\\、,，;；|]|或")
_NUMBER_CLUTTER = re.compile(r"[\s'’‘`´\"“”‐-―−_-]+")
_LIST_MARK = re.compile(r"[、,，/;；|+&和兼]+")
_X_LOOKALIKES = str.maketrans("x×ХхχΧ✕✖", "XXXXXXXX")
_MARKS = re.compile(r"[\s()（）\[\]【】〔〕、,，.．。/\\:：;；*＊·_\"'“”‘’《》<>—-]+")
_PROVINCE = re.compile("^[\u4e00-\u9fff]{2,3}省")
LONGEST_TEXT = 200
MOST_EXACT_DIGITS = 15
LONGEST_NAME = 30
_LENGTHS = {17: "id_one_short", 19: "id_one_over"}


class Cell(NamedTuple):
    """A cleaned value with its problem: ``code`` is empty when there is none."""

    value: str
    code: str = ""
    why: str = ""


MISSING = Cell("", "missing", "missing")


def is_formula(value: Value) -> bool:
    """Whether a cell shows a formula that was never calculated: it is not evaluated here (domain facts §6)."""
    return isinstance(value, str) and value.startswith("=") and len(value) > 1


def as_seen(value: Value) -> str:
    """A cell as its sheet shows it: a long number in scientific form, for its digits are no longer all there."""
    if isinstance(value, float | int) and not isinstance(value, bool) and abs(value) >= 10**MOST_EXACT_DIGITS:
        return f"{Decimal(repr(float(value))):.14E}"
    return text_of(value)


def text_of(value: Value) -> str:
    """What a person sees in a cell, without surrounding blanks."""
    if isinstance(value, str):
        return value.translate(_INVISIBLE).strip() if not value.isalnum() else value
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0") if isfinite(value) else ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def folded(value: Value) -> str:
    """Text with full-width letters and digits made plain."""
    return unicodedata.normalize("NFKC", text_of(value)).strip()


def key_of(value: Value) -> str:
    """Text for looking up: folded, without blanks and punctuation, lower case."""
    return _MARKS.sub("", folded(value)).lower()


def clean_name(value: Value) -> Cell:
    """A person's name: inner blanks of Chinese names go, dots become ·, rare characters stay."""
    if isinstance(value, str) and is_plain_name(value):
        return Cell(value)
    typed = text_of(value)
    name = _DOT.sub("·", unicodedata.normalize("NFKC", typed)).strip()
    name = " ".join(_BLANK_BESIDE_HAN.sub("", name).split()).strip("'’‘`.。·*")
    if not name:
        return MISSING if not typed else Cell(typed, "invalid", "name")
    readable = _LATIN_NAME(name) or (_HAN_NAME(name) and len(name) > 1)
    return Cell(name) if readable and len(name) <= LONGEST_NAME else Cell(typed[:LONGEST_TEXT], "invalid", "name")


def clean_mobile(value: Value) -> Cell:
    """A mobile number: +86, blanks, hyphens and float forms go; two numbers or a landline are asked about."""
    if isinstance(value, str) and is_plain_mobile(value):
        return Cell(value)
    typed = text_of(value)
    if not typed:
        return MISSING
    digits = _COUNTRY_CODE.sub("", _number_text(typed))
    if is_mobile(digits):
        return Cell(digits) if not is_placeholder_mobile(digits) else Cell(digits, "invalid", "placeholder")
    if isinstance(value, str):
        exact = _from_scientific(digits, decimals=10)
        if exact is not None:
            return Cell(exact) if is_mobile(exact) else Cell("", "precision_lost", "mobile_scientific")
    several = len(_BETWEEN_NUMBERS.split(typed)) > 1
    return Cell(typed[:LONGEST_TEXT], "invalid", "two_mobiles" if several else "mobile")


def clean_id(value: Value, rule: IdRule) -> Cell:
    """An identity number. Typed as a number it has lost its last digits and cannot be recovered."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        lost = abs(value) >= 10**MOST_EXACT_DIGITS
        return (
            Cell("", "precision_lost", "id_as_number") if lost else Cell(text_of(value), *rule.problem(text_of(value)))
        )
    typed = text_of(value)
    if not typed:
        return MISSING
    number = typed
    code, why = rule.problem(number)
    if code:
        number = _number_text(typed).translate(_X_LOOKALIKES)
        code, why = rule.problem(number)
    if not code:
        return Cell(number)
    if _SCIENTIFIC(number) or (code == "checksum" and number.endswith("000")):
        return Cell("", "precision_lost", "id_as_number")
    why = _LENGTHS.get(len(number), why) if why == "id_length" and number[:-1].isdigit() else why
    return Cell(number if code == "checksum" else typed[:LONGEST_TEXT], code, why)


def clean_choice(value: Value, choices: Mapping[str, str], why: str) -> Cell:
    """A word from a closed list, by any of its spellings; else as typed. An empty list takes any word."""
    key = key_of(value)
    if not key:
        return MISSING
    known = choices.get(key)
    if known is not None:
        return Cell(known)
    typed = "".join(folded(value).split())[:LONGEST_TEXT]
    return Cell(typed, "unknown", why) if choices else Cell(typed)


def clean_county(value: Value, choices: Mapping[str, str]) -> Cell:
    """A county-level unit, by any of its names, with or without the province in front."""
    whole = clean_choice(value, choices, "county")
    without_province = _PROVINCE.sub("", key_of(value))
    return Cell(choices[without_province]) if whole.code == "unknown" and without_province in choices else whole


def clean_subject(value: Value, choices: Mapping[str, str]) -> Cell:
    """The main subject: of several the first, the others go to the note (see ``other_subjects``)."""
    whole = clean_choice(value, choices, "subject")
    if not whole.code or whole.code == "missing":
        return whole
    if key_of(value) in FUNCTION_WORDS:
        return Cell(whole.value, whole.code, "function")
    first, *others = _LIST_MARK.split(folded(value))
    main = clean_choice(first, choices, "subject")
    return main if others and not main.code else whole


def other_subjects(value: Value, choices: Mapping[str, str]) -> Cell:
    """The subjects named after the main one, as typed, or nothing."""
    if clean_choice(value, choices, "subject").code != "unknown":
        return Cell("")
    _, *others = [part.strip() for part in _LIST_MARK.split(folded(value))]
    return Cell("、".join(part for part in others if part))


def clean_school(value: Value) -> Cell:
    """A school's name: blanks within Chinese go and full-width letters are folded; brackets stay as typed."""
    typed = text_of(value)
    if not typed:
        return MISSING
    plain = "".join(
        character if character in "（）" else unicodedata.normalize("NFKC", character) for character in typed
    )
    return Cell(" ".join(_BLANK_BESIDE_HAN.sub("", plain).split())[:LONGEST_TEXT])


def _number_text(typed: str) -> str:
    number = _NUMBER_CLUTTER.sub("", unicodedata.normalize("NFKC", typed))
    return number[:-2] if number.endswith(".0") else number


def _from_scientific(text: str, *, decimals: int) -> str | None:
    """The digits of ``1.3812345678E10`` when all are there, "" when some are lost, ``None`` if it is no such text."""
    match = _SCIENTIFIC(text)
    if match is None:
        return None
    fraction, exponent = match[1] or "", int(match[2])
    return text[0] + fraction if len(fraction) == exponent == decimals else ""

"""What is typed or pasted, made plain; and how much of it there is."""

import re
import unicodedata

MOST_CHARACTERS = 20_000
"""Signs that one text may have; a longer one belongs in a file."""
_LINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]")
_BULLETS = re.compile(r"[\ue000-\uf8ff]")
_BLANKS = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_GAPS = re.compile(r"\n{3,}")
_PLAIN_RUN = re.compile(r"[!-~]+")


def cleaned(text: str) -> str:
    """Plain paragraphs out of what Word, WPS or WeChat put on the clipboard.

    Every kind of line end becomes one, white space of every width one blank, what cannot be seen goes, the private
    signs with which Word draws bullets become "•", and more than one empty line in a row becomes one.

    >>> cleaned("　　一、目标\\xa0\\r\\n\\r\\n\\r\\n\\r\\n\\uf0b7\\t会读\\u200b。")
    '一、目标\\n\\n• 会读。'
    """
    lines = _BULLETS.sub("•", _INVISIBLE.sub("", _LINES.sub("\n", text))).split("\n")
    plain = [_BLANKS.sub(" ", "".join(map(_visible, line))).strip() for line in lines]
    return _GAPS.sub("\n\n", "\n".join(plain)).strip()


def _visible(sign: str) -> str:
    return "" if unicodedata.category(sign) in {"Cc", "Cs", "Cn"} and sign != "\t" else sign


def count_characters(text: str) -> int:
    """As the word count (字数) of Word and WPS: every Chinese character or mark one, every run of Latin signs one.

    >>> count_characters("用 PPT 上课，共 45 分钟。")
    11
    """
    spaced = _PLAIN_RUN.sub(" \x00 ", text)
    return sum(1 for sign in spaced if not sign.isspace())

"""The words of a mail that was written as a web page; nothing of it is run or fetched."""

import html
import re

_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_BREAKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "table"})
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})")


def words_of_page(page: str) -> str:
    """What a reader of a web page would see.

    By searching forwards only: the standard library's parser takes hours over a page built to hold it up.
    """
    lower = page.lower()
    words: list[str] = []
    at = 0
    while (opened := page.find("<", at)) >= 0:
        words.append(page[at:opened])
        word, at = _passed(page, lower, opened)
        words.append(word)
        if at < 0:
            break
    else:
        words.append(page[at:])
    text = html.unescape("".join(words))
    return re.sub(r"\n\s*\n+", "\n\n", re.sub(r"[ \t\xa0]+", " ", text)).strip()


def _passed(page: str, lower: str, opened: int) -> tuple[str, int]:
    """What stands for the tag that opens here, and where to go on; -1 when it never ends."""
    if page.startswith("<!", opened):
        mark = "-->" if page.startswith("<!--", opened) else ">"
        closed = page.find(mark, opened)
        return "", closed + len(mark) if closed >= 0 else -1
    tag = _TAG.match(page, opened)
    if tag is None:
        return "<", opened + 1
    name, closed = tag[1].lower(), page.find(">", opened)
    if closed >= 0 and name in _UNSEEN and page[opened + 1] != "/":
        closed = lower.find(f"</{name}", closed)
        return "", closed if closed >= 0 else -1
    return "\n" if name in _BREAKS else "", closed + 1 if closed >= 0 else -1

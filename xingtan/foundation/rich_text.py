"""Text with headings, lists and tables as people write and paste it: only what is harmless is kept.

Word, WPS and WeChat bring styles, classes, empty spans and hidden blocks along; all of that goes, the words stay.

>>> cleaned('<p class="MsoNormal" style="color:red">甲<o:p></o:p></p><script>alert(1)</script>')
'<p>甲</p>'
>>> cleaned("第一段\\n\\n第二段")
'<p>第一段</p>\\n<p>第二段</p>'
"""

import html
import re
from typing import Final

import nh3

TAGS: Final = frozenset(
    ["p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "b", "em", "i", "u", "s", "sub", "sup", "blockquote", "pre", "code", "a", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "hr"]
)  # fmt: skip
_GONE_WITH_CONTENT: Final = frozenset(
    [
        "script",
        "style",
        "title",
        "xml",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "select",
        "textarea",
        "audio",
        "video",
    ]
)
_ATTRIBUTES: Final = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_SCHEMES: Final = frozenset({"https", "http", "mailto", "tel"})
_A_TAG: Final = re.compile(r"<[a-zA-Z/!?]")
_BLOCK: Final = re.compile(r"<(/?)(?:h1|div|section|article)\b[^>]*>", re.IGNORECASE)
_EMPTY: Final = re.compile(r"<(p|h2|h3|h4|li|strong|b|em|i|u|s|a)(?: [^>]*)?>(?:\s|&nbsp;|\u00a0|<br>)*</\1>")
_CLEANER: Final = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(_GONE_WITH_CONTENT),
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
    url_schemes=set(_SCHEMES),
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
)


def cleaned(text: str) -> str:
    """HTML that may stand in a page of ours; text without any tag becomes paragraphs.

    Cleaning what was cleaned changes nothing.
    """
    if not _A_TAG.search(text):
        return _CLEANER.clean(_paragraphs(text))
    found = _CLEANER.clean(_BLOCK.sub(_plain_block, text))
    while (shorter := _EMPTY.sub("", found)) != found:
        found = shorter
    found = found.strip()
    return f"<p>{found}</p>" if found and not _A_TAG.search(found) else found


def words_of(text: str) -> str:
    """The bare words of cleaned HTML, for searching and counting."""
    return html.unescape(nh3.clean(re.sub(r"<(?:br|/p|/h\d|/li|/t[dhr])\b[^>]*>", " ", text), tags=set())).strip()


def _plain_block(tag: re.Match[str]) -> str:
    """A first heading is the page's own, ours begin below it; blocks without meaning are paragraphs."""
    name = "h2" if "h1" in tag[0].lower()[:4] else "p"
    return f"<{tag[1]}{name}>"


def _paragraphs(text: str) -> str:
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "\n".join(
        f"<p>{html.escape(block.strip(), quote=False).replace(chr(10), '<br>')}</p>"
        for block in blocks
        if block.strip()
    )

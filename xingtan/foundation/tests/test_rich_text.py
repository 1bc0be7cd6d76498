"""What people write and paste is kept as words with structure; what could do harm or only decorates goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xingtan.foundation.rich_text import cleaned, words_of

FROM_WORD = """<p class=MsoNormal style="mso-margin-top-alt:auto"><b><span lang=EN-US style="font-size:14pt">一、</span>课前</b><o:p></o:p></p>
<!--[if gte mso 9]><xml><w:WordDocument>Print</w:WordDocument></xml><![endif]--><style>p.MsoNormal{margin:0}</style>"""
FROM_WECHAT = """<section data-role="outer" style="color:#333"><p style="visibility:hidden"><br></p><section><span>重点</span>
<img data-src="https://mmbiz.qpic.cn/x" onload="alert(1)"></section></section>"""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("第一段\n第二行\n\n第二段", "<p>第一段<br>第二行</p>\n<p>第二段</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        (FROM_WORD, "<p><b>一、课前</b></p>"),
        (FROM_WECHAT, "<p>重点\n</p>"),
        ("<h1>标题</h1>", "<h2>标题</h2>"),
        ('<td colspan="2" onclick="x">', ""),
        (
            '<table><tr><td colspan="2" bgcolor="red">格</td></tr></table>',
            '<table><tbody><tr><td colspan="2">格</td></tr></tbody></table>',
        ),
        ('<a href="https://a.cn/">甲</a>', '<a href="https://a.cn/" rel="noopener noreferrer nofollow">甲</a>'),
        ('<a href="javascript:alert(1)">甲</a>', '<a rel="noopener noreferrer nofollow">甲</a>'),
        ("", ""),
    ],
)
def test_the_words_and_their_structure_stay(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


@given(st.text(max_size=60), st.sampled_from(["", "<p>", "<svg><style>", "<math><mi>", "<!--", "</p><div>"]))
def test_cleaning_twice_is_cleaning_once_and_leaves_no_handler(typed: str, before: str) -> None:
    once = cleaned(before + typed)

    assert cleaned(once) == once
    assert "<script" not in once.lower()


def test_the_bare_words_are_read_for_searching() -> None:
    assert words_of("<h2>题</h2><p>甲 &amp; 乙<br>丙</p>").split() == ["题", "甲", "&", "乙", "丙"]

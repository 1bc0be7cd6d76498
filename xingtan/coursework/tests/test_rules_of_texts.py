"""Pasted text made plain, characters counted, words that may not stand."""

import pytest

from xingtan.coursework.rules import blocked_in, cleaned, count_characters


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("　　第一段\r\n\r\n\r\n\r\n第二段", "第一段\n\n第二段"),
        ("教学\u200b目标\ufeff：\xa0\xa0会读", "教学目标： 会读"),
        ("\uf0b7\t情境导入\v\uf0fc 小组合作", "• 情境导入\n• 小组合作"),
        ("有\x00控\x07制\x1b符", "有控制符"),
        ("段落分隔\u2029下一段\u2028又一行", "段落分隔\n下一段\n又一行"),
        ("<b>不是标签</b>", "<b>不是标签</b>"),
        ("  \n\n ", ""),
    ],
)
def test_what_word_and_wechat_paste_becomes_plain_paragraphs(pasted: str, plain: str) -> None:
    assert cleaned(pasted) == plain
    assert cleaned(cleaned(pasted)) == cleaned(pasted)


@pytest.mark.parametrize(
    ("text", "characters"),
    [("", 0), ("教学设计", 4), ("教学，设计。", 6), ("用 PPT 上课", 4), ("2020-12-12 起", 2), ("一\n二", 2)],
)
def test_characters_are_counted_as_word_counts_them(text: str, characters: int) -> None:
    assert count_characters(text) == characters


@pytest.mark.parametrize("text", ["可以代写作业", "可以代　写-作.业", "找我代 寫？不，代写作业", "ＡＢＣ代写作业"])
def test_a_blocked_word_is_found_whatever_stands_between_its_signs(text: str) -> None:
    assert blocked_in(text, ["代写作业", "代刷课"]) == ("代写作业",)


def test_harmless_words_pass_and_empty_entries_block_nothing() -> None:
    assert blocked_in("作业要自己写，不要找人代替。", ["代写作业", "", "  "]) == ()

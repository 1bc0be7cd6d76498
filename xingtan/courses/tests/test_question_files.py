"""Questions read from files: every problem named by its place, what is written is read back the same."""

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from xingtan.courses.questions.content import Kind, Option, Pair, Question
from xingtan.courses.questions.gift import read_gift, write_gift
from xingtan.courses.questions.moodle import read_moodle
from xingtan.courses.questions.qti import read_qti
from xingtan.courses.questions.reading import Reading
from xingtan.courses.questions.table import COLUMNS, EXAMPLES, read_rows, write_rows
from xingtan.courses.tests.question_samples import ALL, sound_questions


def only(reading: Reading) -> Question:
    assert not reading.problems
    (found,) = reading.found
    return found.question


def told(reading: Reading) -> list[tuple[int, str]]:
    return [(each.place, each.flaw.code) for each in reading.problems]


@given(sound_questions())
@settings(max_examples=150, deadline=None)
def test_gift_written_is_read_back_the_same(question: Question) -> None:
    assert only(read_gift(write_gift([question]))) == question


@given(sound_questions())
@settings(max_examples=150, deadline=None)
def test_rows_written_are_read_back_the_same(question: Question) -> None:
    assert only(read_rows([COLUMNS, *write_rows([question])])) == question


@pytest.mark.parametrize(
    "question",
    [
        Question(Kind.SHORT, "多少？", answers=("%1%", "%50%以上")),
        Question(Kind.SINGLE, "多少？", (Option("%1%", is_right=False), Option("%50%以上", is_right=True))),
        Question(Kind.MATCHING, "配对", pairs=(Pair("%1%", "少"), Pair("多", "%50%"))),
    ],
)
def test_an_answer_that_begins_as_a_weight_does_stays_text_through_gift(question: Question) -> None:
    assert only(read_gift(write_gift([question]))) == question


def test_a_whole_bank_keeps_its_categories_through_gift() -> None:
    reading = read_gift(write_gift(EXAMPLES))

    assert [found.question for found in reading.found] == list(EXAMPLES)


@pytest.mark.parametrize(
    ("gift", "kind"),
    [
        ("::标题::首都是？ {=北京 ~上海 ~天津}", Kind.SINGLE),
        ("[html]<p>首都是？</p> {~%50%北京 ~%50%首都 ~%-100%上海}", Kind.MULTIPLE),
        ("太阳从东方升起。{T}", Kind.TRUE_FALSE),
        ("太阳从东方升起。{TRUE#错了#对了}", Kind.TRUE_FALSE),
        ("作者是 {=鲁迅 =周树人}。", Kind.SHORT),
        ("圆周率 {#3.14:0.01}", Kind.NUMERIC),
        ("圆周率 {#3.13..3.15}", Kind.NUMERIC),
        ("连线 {=春 -> spring =秋 -> autumn}", Kind.MATCHING),
    ],
)
def test_every_kind_of_gift_is_read(gift: str, kind: Kind) -> None:
    assert only(read_gift(gift)).kind is kind


def test_a_range_becomes_a_number_with_tolerance() -> None:
    question = only(read_gift("圆周率 {#3.13..3.15}"))

    assert (question.number, question.tolerance) == (Decimal("3.14"), Decimal("0.01"))


def test_what_is_said_to_single_answers_is_kept_in_the_explanation() -> None:
    question = only(read_gift("首都？ {=北京#对了 ~上海#那是直辖市 ####详见地理课本}"))

    assert question.feedback == "详见地理课本\n北京：对了\n上海：那是直辖市"


def test_escaped_signs_are_ordinary_characters() -> None:
    question = only(read_gift(r"a\=b\{c\} {=x\~y ~z\:}"))

    assert (question.text, question.options[0].text) == ("a=b{c}", "x~y")


def test_one_question_a_line_needs_no_blank_lines() -> None:
    reading = read_gift("一 {T}\n二 {F}\n三 {T}")

    assert [found.place for found in reading.found] == [1, 2, 3]


def test_a_text_line_between_two_questions_is_not_guessed_about() -> None:
    reading = read_gift("一 {T}\n谁的题干？\n二 {F}\n\n三 {T}")

    assert told(reading) == [(2, "blank_line_missing")]
    assert [found.question.text for found in reading.found] == ["二", "三"]


@pytest.mark.parametrize(
    ("gift", "code"),
    [
        ("没有答案", "no_braces"),
        ("没有括完 {=a ~b", "brace_open"),
        ("多了一个 } 号", "brace_stray"),
        ("两处 {T} 答案 {F}", "braces_twice"),
        ("谈谈体会 {}", "essay"),
        ("全错 {~a ~b}", "no_right_option"),
        ("一半对 {=a ~%50%b ~c}", "partly_right"),
        ("不等 {~%70%a ~%30%b ~c}", "weights_differ"),
        ("没有标记 {北京}", "answer_without_sign"),
        ("不是数 {#三点一四}", "not_a_number"),
        ("看图 <img src=x onerror=alert(1)> {T}", "picture"),
        ("{=a ~b}", "no_text"),
        ("重复 {=a ~b ~b}", "option_twice"),
    ],
)
def test_what_is_wrong_with_gift_is_named(gift: str, code: str) -> None:
    reading = read_gift(f"好题 {{T}}\n\n{gift}")

    assert told(reading) == [(3, code)]
    assert len(reading.found) == 1


def test_an_error_on_every_line_is_told_for_every_line_and_fast() -> None:
    lines = ["没有括完 {=a ~b", "没有答案的一行", "全错 {~a ~b}", "多了 } 号"] * 5_000
    began = time.process_time()

    reading = read_gift("\n".join(lines))

    assert {place for place, _code in told(reading)} == set(range(1, len(lines) + 1))
    assert time.process_time() - began < 5


def test_a_torn_file_of_signs_is_no_trap() -> None:
    began = time.process_time()

    for sign in ("=", "~", "{", "\\", "#", "-", ":", "%", "::", "->", "="):
        read_gift("题 {" + sign * 100_000 + "}")
        read_gift(sign * 100_000 + "{T}")

    assert time.process_time() - began < 8


MOODLE = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/师德/基础</text></category></question>
  <question type="multichoice">
    <name><text>q</text></name>
    <questiontext format="html"><text><![CDATA[<p>核心是<b>什么</b>？<script>alert(1)</script></p>]]></text></questiontext>
    <generalfeedback><text>见规范。</text></generalfeedback>
    <single>true</single>
    <answer fraction="100"><text>关爱学生</text></answer>
    <answer fraction="0"><text>其他</text><feedback><text>再想想</text></feedback></answer>
  </question>
  <question type="truefalse"><questiontext><text>对吗</text></questiontext>
    <answer fraction="0"><text>true</text></answer><answer fraction="100"><text>false</text></answer></question>
  <question type="shortanswer"><questiontext><text>作者</text></questiontext><answer fraction="100"><text>鲁迅</text></answer></question>
  <question type="numerical"><questiontext><text>多少</text></questiontext>
    <answer fraction="100"><text>45</text><tolerance>1</tolerance></answer></question>
  <question type="matching"><questiontext><text>连</text></questiontext>
    <subquestion><text>春</text><answer><text>spring</text></answer></subquestion>
    <subquestion><text>秋</text><answer><text>autumn</text></answer></subquestion></question>
  <question type="essay"><questiontext><text>谈谈</text></questiontext></question>
  <question type="ddimageortext"><questiontext><text>拖</text></questiontext></question>
</quiz>"""


def test_moodle_xml_is_read_with_lines_of_what_is_not_taken() -> None:
    reading = read_moodle(MOODLE.encode())

    assert [found.question.kind for found in reading.found] == [
        Kind.SINGLE, Kind.TRUE_FALSE, Kind.SHORT, Kind.NUMERIC, Kind.MATCHING
    ]  # fmt: skip
    first = reading.found[0].question
    assert (first.text, first.category, first.feedback) == ("核心是什么？", "师德/基础", "见规范。\n其他：再想想")
    assert told(reading) == [(20, "essay"), (21, "kind_unknown")]


QTI = """<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t">
  <responseDeclaration identifier="R" cardinality="{cardinality}" baseType="{base}"><correctResponse>{right}</correctResponse></responseDeclaration>
  <itemBody><p>题干</p>{body}</itemBody>
</assessmentItem>"""
CHOICES = '<choiceInteraction responseIdentifier="R" maxChoices="0"><prompt>选</prompt><simpleChoice identifier="A">甲</simpleChoice><simpleChoice identifier="B">乙</simpleChoice></choiceInteraction>'
ENTRY = '<p>填<textEntryInteraction responseIdentifier="R"/>吧</p>'
MATCH = """<matchInteraction responseIdentifier="R"><prompt/><simpleMatchSet><simpleAssociableChoice identifier="L1">春</simpleAssociableChoice>
<simpleAssociableChoice identifier="L2">秋</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="P">spring</simpleAssociableChoice>
<simpleAssociableChoice identifier="Q">autumn</simpleAssociableChoice><simpleAssociableChoice identifier="S">winter</simpleAssociableChoice></simpleMatchSet></matchInteraction>"""


def item(body: str, right: str, *, cardinality: str = "single", base: str = "identifier") -> bytes:
    values = "".join(f"<value>{each}</value>" for each in right.split("|"))
    return QTI.format(body=body, right=values, cardinality=cardinality, base=base).encode()


def test_qti_items_of_each_kind_are_read() -> None:
    files = [
        ("manifest.xml", b"<manifest/>"),
        ("a.xml", item(CHOICES, "A")),
        ("b.xml", item(CHOICES, "A|B", cardinality="multiple")),
        ("c.xml", item(ENTRY, "论语", base="string")),
        ("d.xml", item(ENTRY, "45", base="float")),
        ("e.xml", item(MATCH, "L1 P|L2 Q", cardinality="multiple", base="directedPair")),
        ("f.xml", item("<extendedTextInteraction responseIdentifier='R'/>", "")),
    ]

    reading = read_qti(files)

    kinds = [found.question.kind for found in reading.found]
    assert kinds == [Kind.SINGLE, Kind.MULTIPLE, Kind.SHORT, Kind.NUMERIC, Kind.MATCHING]
    assert reading.found[2].question.text == "题干\n填____吧"
    assert reading.found[4].question.pairs == (Pair("春", "spring"), Pair("秋", "autumn"), Pair("", "winter"))
    assert [(each.file, each.flaw.code) for each in reading.problems] == [("f.xml", "kind_unknown")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', "xml_declares"),
        (b"<quiz><question>", "xml_broken"),
        (b"\xff\xfe\x00", "xml_broken"),
        (b"<a>" * 2000, "xml_deep"),
        (b"<html></html>", "not_moodle"),
        (b"<quiz></quiz>", "no_questions"),
    ],
)
def test_xml_that_attacks_or_is_torn_is_told_of(content: bytes, code: str) -> None:
    assert [told_code for _place, told_code in told(read_moodle(content))] == [code]


def test_rows_are_read_beneath_a_title_and_cells_as_excel_leaves_them() -> None:
    rows: list[list[Any]] = [
        ["题库导入模板"],
        ["题型", "题 干", "选项A", "选项B", "正确答案", "难度"],
        ["单选题", "选一个", "甲", "乙", "b", "难"],
        ["判断题", "对吗", "", "", True, 1.0],
        ["数值", "多少分钟", "", "", 45.0, None],
        [None, None, None, None, None, None],
    ]

    reading = read_rows(rows)

    assert not reading.problems
    assert [found.place for found in reading.found] == [3, 4, 5]
    assert reading.found[0].question.options == (Option("甲"), Option("乙", is_right=True))
    assert (reading.found[1].question.truth, reading.found[1].question.difficulty) == (True, 1)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["作文题", "写", "", "", "x"], "kind_unknown_here"),
        (["单选题", "选", "甲", "乙", "C"], "letter_unknown"),
        (["单选题", "选", "甲", "乙", "AB"], "several_right"),
        (["单选题", "", "甲", "乙", "A"], "no_text"),
        (["判断题", "对吗", "", "", "也许"], "truth_unknown_here"),
        (["数值题", "多少", "", "", "很多"], "not_a_number"),
        (["连线题", "连", "春", "秋", ""], "arrow_missing"),
        (["填空题", "填", "", "", ""], "no_answer"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(row: list[str], code: str) -> None:
    assert told(read_rows([["题型", "题干", "选项A", "选项B", "正确答案"], row])) == [(2, code)]


def test_a_sheet_without_the_columns_says_which() -> None:
    assert told(read_rows([["姓名", "电话"]])) == [(1, "no_header")]
    assert told(read_rows([["题型", "题干", "选项A"], []])) == [(1, "column_missing")]


def test_samples_are_sound_for_every_kind() -> None:
    assert {question.kind for question in ALL} == set(Kind)

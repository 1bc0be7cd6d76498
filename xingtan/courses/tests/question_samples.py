"""Questions for tests: telling ones by hand, and any sound one for properties."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from xingtan.courses.questions.content import Kind, Option, Pair, Question, flaws, neat

SINGLE = Question(
    Kind.SINGLE, "师德的灵魂是什么？", (Option("爱岗敬业"), Option("关爱学生", is_right=True), Option("终身学习"))
)
MULTIPLE = Question(
    Kind.MULTIPLE,
    "哪些是校本研修？",
    (Option("集体备课", is_right=True), Option("听课评课", is_right=True), Option("旅游")),
)
TRUE_FALSE = Question(Kind.TRUE_FALSE, "可以公开学生名次。", truth=False, feedback="应保护学生隐私。")
SHORT = Question(Kind.SHORT, "“学而不思则罔”出自哪部书？", answers=("论语", "《论语》"))
NUMERIC = Question(Kind.NUMERIC, "圆周率约为多少？", number=Decimal("3.14"), tolerance=Decimal("0.01"))
MATCHING = Question(
    Kind.MATCHING, "对应起来。", pairs=(Pair("孔子", "论语"), Pair("陶行知", "中国教育改造"), Pair("", "理想国"))
)
ALL = (SINGLE, MULTIPLE, TRUE_FALSE, SHORT, NUMERIC, MATCHING)

_texts = st.text(alphabet=st.sampled_from("教师学aB1 \n\\~=#{}:->→|%[]$/&<;，。x"), min_size=1, max_size=14)
_numbers = st.decimals(min_value=-9999, max_value=9999, places=3)


def _choices(kind: Kind) -> st.SearchStrategy[Question]:
    rights = st.sampled_from([0, 1, 2])
    options = st.lists(_texts, min_size=3, max_size=6, unique=True)
    return st.builds(
        lambda text, texts, first, more: Question(
            kind, text, tuple(Option(each, place == first or (more and kind is Kind.MULTIPLE)) for place, each in enumerate(texts))
        ),
        _texts, options, rights, st.booleans(),
    )  # fmt: skip


def _neat(question: Question, about: dict[str, Any]) -> Question:
    return neat(Question(**{name: getattr(question, name) for name in Question.__slots__} | about))


def sound_questions() -> st.SearchStrategy[Question]:
    """Any question the bank would take, full of characters that mean something in some format."""
    kinds = st.one_of(
        _choices(Kind.SINGLE),
        _choices(Kind.MULTIPLE),
        st.builds(lambda text, truth: Question(Kind.TRUE_FALSE, text, truth=truth), _texts, st.booleans()),
        st.builds(
            lambda text, answers: Question(Kind.SHORT, text, answers=tuple(answers)), _texts, st.lists(_texts, min_size=1, max_size=4)
        ),
        st.builds(
            lambda text, number, around: Question(Kind.NUMERIC, text, number=number, tolerance=abs(around)),
            _texts, _numbers, _numbers,
        ),
        st.builds(
            lambda text, lefts, rights: Question(Kind.MATCHING, text, pairs=tuple(map(Pair, lefts, rights))),
            _texts, st.lists(_texts, min_size=2, max_size=4, unique=True), st.lists(_texts, min_size=4, max_size=4),
        ),
    )  # fmt: skip
    about = st.fixed_dictionaries(
        {
            "feedback": st.one_of(st.just(""), _texts),
            "category": st.sampled_from(["", "师德", "师德/基础"]),
            "difficulty": st.sampled_from([1, 2, 3]),
        }
    )
    return st.builds(_neat, kinds, about).filter(lambda question: not flaws(question))

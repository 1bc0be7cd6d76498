"""Which mails bring remittance vouchers, and whose they are; in doubt nobody's (R55)."""

import pytest

from xingtan.mailroom.rules import Finding, PaidBy, Recognised, school_that_paid, speaks_of_vouchers
from xingtan.mailroom.rules.vouchers import without_voucher_words
from xingtan.mailroom.tests.test_subject import REGISTER


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("五台县东雷乡中心小学汇款凭证", True),
        ("电子回单.pdf", True),
        ("缴费凭证", True),
        ("转 账 截 图.jpg", True),
        ("附上我校付款回单，请查收", True),
        ("汇款单", True),
        ("2020年全员培训五台县东雷乡中心小学参训名单", False),
        ("培训费什么时候交", False),
        ("", False),
    ],
)
def test_words_that_name_a_voucher(words: str, *, expected: bool) -> None:
    assert speaks_of_vouchers(words) is expected


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("原平市第一中学校汇款凭证", "原平市第一中学校"),
        ("2020年全员培训费缴费凭证 原平市第一中学校", "2020年全员培训原平市第一中学校"),
        ("原平市第一中学校教师培训费3,600元电子回单扫描件", "原平市第一中学校"),
        ("【原平市第一中学校】已汇款，转账截图", "原平市第一中学校"),
    ],
)
def test_the_schools_name_is_left_when_the_voucher_is_taken_away(words: str, left: str) -> None:
    assert without_voucher_words(words) == left


A, B, BOTH = frozenset({1}), frozenset({2}), frozenset({1, 2})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (PaidBy(), Finding(None, "no_payer")),
        (PaidBy(Recognised(schools=(1,))), Finding(1)),
        (PaidBy(sender=A), Finding(1)),
        (PaidBy(file_name=A), Finding(1)),
        (PaidBy(payers=(A,)), Finding(1)),
        (PaidBy(payers=(frozenset(), A)), Finding(1)),
        (PaidBy(Recognised(schools=(1, 2)), sender=A), Finding(1)),
        (PaidBy(Recognised(schools=(1,)), sender=BOTH, payers=(BOTH,)), Finding(1)),
        (PaidBy(Recognised(schools=(1, 2))), Finding(None, "several", (1, 2))),
        (PaidBy(Recognised(schools=(1,)), sender=B), Finding(None, "payers_differ", (1, 2))),
        (PaidBy(Recognised(schools=(1,)), payers=(B,)), Finding(None, "payers_differ", (1, 2))),
        (PaidBy(sender=A, file_name=B), Finding(None, "payers_differ", (1, 2))),
        (PaidBy(payers=(A, B)), Finding(None, "payers_differ", (1, 2))),
    ],
)
def test_the_school_that_paid_is_the_one_all_agree_on(found: PaidBy, expected: Finding) -> None:
    assert school_that_paid(found, REGISTER) == expected

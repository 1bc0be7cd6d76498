"""Whose roster a sheet is: subject and sheet together, never a guess."""

import pytest

from xingtan.mailroom.rules import Finding, recognised, school_of, sheet_says
from xingtan.mailroom.tests.test_subject import REGISTER


def found(subject: str, *pairs: tuple[str, str]) -> Finding:
    return school_of(recognised(subject, REGISTER), sheet_says(pairs, REGISTER), REGISTER)


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (found("五台县实验小学参训名单", ("五台县", "五台县实验小学")), Finding(1)),
        (found("参训名单", ("五台县", "五台县实验小学"), ("五台县", "五台县实验小学")), Finding(1)),
        (found("五台县参训名单", ("五台县", "实验小学"), ("五台县", "五台县实验小学")), Finding(1)),
        (found("五台县实验小学参训名单", ("", "")), Finding(1)),
        (found("五台县实验小学参训名单", ("五台县", "实小")), Finding(1)),
        (found("五台县实验小学参训名单", ("代县", "代县第二小学校")), Finding(None, "disagree", (1, 6))),
        (found("原平市参训名单", ("五台县", "五台县实验小学")), Finding(None, "disagree", (1,))),
        (found("参训名单", ("五台县", "五台县实验小学"), ("代县", "代县第二小学")), Finding(None, "several", (1, 6))),
        (found("参训名单", ("", "希望小学")), Finding(None, "no_school")),
        (found("参训名单", ("", "蓝天艺术幼儿园")), Finding(None, "several", (9, 10))),
        (found("参训名单", ("原平市", "蓝天艺术幼儿园")), Finding(10)),
        (found("忻府区参训名单", ("", "蓝天艺术幼儿园")), Finding(9)),
        (found("蓝天艺术幼儿园参训名单", ("忻府区", "")), Finding(None, "several", (9, 10))),
        (found("市直参训名单", ("市直", "忻州市第一中学")), Finding(4)),
        (found("忻府区参训名单", ("市直", "忻州市第一中学")), Finding(None, "disagree", (4,))),
    ],
)
def test_the_school_of_a_sheet(finding: Finding, expected: Finding) -> None:
    assert finding == expected

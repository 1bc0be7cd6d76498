"""Whether a mail brings remittance vouchers (R55), and which school paid. Never a guess: doubt goes to a clerk."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from xingtan.mailroom.rules.finding import Finding
from xingtan.mailroom.rules.subject import Recognised, Register, cleaned, recognised

_NAMED = (
    r"(?:(?:汇款|转账|缴费|交费|付款|支付|打款|缴款|银行)?(?:的)?(?:电子)?(?:凭证|回单|回执|底单|水单)"
    r"|(?:汇款|转账|缴费|交费|付款|支付|打款|缴款)(?:单据?|证明|截图|照片|截屏))"
)
_SPEAKS = re.compile(_NAMED)
_FEE = r"(?:(?:(?<!全员)(?:教师)?培训|报名)?费用?的?)?"
_NOISE = re.compile(rf"{_FEE}{_NAMED}(?:的?(?:复印件|扫描件|照片|截图|图片|原件))?|(?:已)?(?:汇款|转账|缴费)(?:完成)?")
_AMOUNT = re.compile(r"(?:人民币)?\d+元整?")
_MOST_TEXT = 500


@dataclass(frozen=True)
class PaidBy:
    """What points to the school that paid, each a set of schools: by subject, sender, file name, payer on the paper."""

    subject: Recognised = field(default_factory=Recognised)
    sender: frozenset[int] = frozenset()
    """The schools whose contact has the sender's address."""
    file_name: frozenset[int] = frozenset()
    payers: tuple[frozenset[int], ...] = ()
    """For each payer printed on the paper the schools of that name; a county's treasury is none."""


def speaks_of_vouchers(words: str) -> bool:
    """Whether words name a remittance voucher.

    >>> speaks_of_vouchers("五台县东雷乡中心小学汇款凭证.jpg"), speaks_of_vouchers("参训名单")
    (True, False)
    """
    return bool(_SPEAKS.search(cleaned(words[:_MOST_TEXT])))


def without_voucher_words(words: str) -> str:
    """A subject or file name without what only says that it is a voucher, so that the school's name is left.

    >>> without_voucher_words("原平市第一中学校培训费汇款凭证（3600元）")
    '原平市第一中学校'
    """
    return _NOISE.sub("", _AMOUNT.sub("", cleaned(words)))


def schools_called(words: str, register: Register) -> Recognised:
    """Whom the subject of a mail with vouchers, or the name of a file, means."""
    return recognised(without_voucher_words(words), register)


def school_that_paid(found: PaidBy, register: Register) -> Finding:
    """The school that all that speaks agrees on; else why it is not certain, and which it may be.

    Reasons: ``several``; ``payers_differ``: what speaks names different schools; ``no_payer``: nothing speaks.
    """
    said = [each for each in (frozenset(found.subject.schools), found.sender, found.file_name, *found.payers) if each]
    if not said:
        return Finding(None, "no_payer")
    agreed = frozenset.intersection(*said)
    if found.subject.unit is not None:
        agreed = frozenset(pk for pk in agreed if register.schools[pk].lies_in(found.subject.unit))
    if len(agreed) == 1:
        return Finding(next(iter(agreed)))
    return Finding(None, "several" if agreed else "payers_differ", _sorted(agreed or frozenset().union(*said)))


def _sorted(schools: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(schools))

"""Statements as banks export them (layouts of `money.md` 4), with invented content.

Each tells the same three movements of one day: a school's transfer, the bank's charge, another school's transfer.
"""

from collections.abc import Callable
from dataclasses import dataclass

from xingtan.billing.tests.samples import corporate, others, personal

OWN = corporate.OWN


@dataclass(frozen=True)
class Sample:
    """One bank's file and what its lines have that others lack."""

    name: str
    content: Callable[[], bytes]
    file: str
    accounts: bool = True
    """Whether it tells the payer's account."""
    balances: bool = True
    times: bool = True
    own: str = OWN
    names: bool = True
    """Whether the payer stands in a column of its own."""


SAMPLES = [
    Sample("icbc_a", corporate.icbc_a, "historydetail14080.csv"),
    Sample("icbc_a_in_one_column", corporate.icbc_a_in_one_column, "historydetail14080.xlsx"),
    Sample("icbc_b", corporate.icbc_b, "账户明细.csv", own=""),
    Sample("icbc_c", corporate.icbc_c, "账户明细.xlsx", own=""),
    Sample("icbc_d", corporate.icbc_d, "historydetail.csv", own=""),
    Sample("icbc_e", corporate.icbc_e, "明细.xlsx", own=""),
    Sample("icbc_list", corporate.icbc_list, "账户明细清单.xlsx"),
    Sample("ccb", corporate.ccb, "建行明细.xlsx"),
    Sample("abc", corporate.abc, "农行明细.xls"),
    Sample("boc", corporate.boc, "中行明细.csv"),
    Sample("boc_gbk", corporate.boc_gbk, "中行明细gbk.csv"),
    Sample(
        "icbc_personal_v1", personal.icbc_v1, "hisdetail1.csv", accounts=False, times=False, own="62220205120001239876"
    ),
    Sample("icbc_personal_v2", personal.icbc_v2, "hisdetail2.csv", times=False, own="62220205120001239876"),
    Sample("ccb_personal", personal.ccb, "交易明细.xls", own="6217000512000123456"),
    Sample("abc_personal", personal.abc, "农行个人.csv", accounts=False, own="6228480512000123456"),
    Sample("boc_personal", personal.boc, "中行个人.csv", own=""),
    Sample("bocom_personal", personal.bocom, "交行个人.csv", own=""),
    Sample("cmb_personal", personal.cmb, "招行个人.csv", accounts=False, names=False, own=""),
    Sample("rural", others.rural, "农商行.xlsx"),
    Sample("postal", others.postal, "邮储.xls", times=False),
    Sample("minsheng", others.minsheng, "民生.csv", own=""),
    Sample("pingan", others.pingan, "平安.xlsx"),
    Sample("spdb", others.spdb, "浦发.xlsx", times=False, own=""),
    Sample("bocom", others.bocom, "交行.xlsx", own=""),
    Sample("everbright", others.everbright, "光大.xls"),
    Sample("everbright_lower", others.everbright_lower, "光大2.csv"),
    Sample("huaxia", others.huaxia, "华夏.csv", times=False),
    Sample("huaxia_lower", others.huaxia_lower, "华夏2.csv", times=False),
    Sample("cmb", others.cmb, "招行.csv", times=False),
    Sample("cmb_lower", others.cmb_lower, "招行2.csv", times=False),
]

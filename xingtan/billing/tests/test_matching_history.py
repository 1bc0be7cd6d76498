"""What decisions teach, what vouchers prove, what comes back, what the Postal Savings Bank may do: pure examples."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from xingtan.billing.matching import (
    Against,
    Claim,
    Decided,
    Decision,
    For,
    Ledger,
    Matcher,
    Outcome,
    Psbc,
    Share,
    Transfer,
    Voucher,
    pairs_of,
    with_lessons,
)

FEE = Decimal(120)
EAST = Claim("east", "五台县", ("东雷乡中心小学",), 30, Decimal(3600), "邱欣兰", "18360208347")
WEST = Claim("west", "五台县", ("建安镇中心小学",), 20, Decimal(2400), "李波", "13800000004")
REMARK = "五台县东雷乡中心小学，30人，邱欣兰18360208347"


def transfer(
    key: str, amount: int = 3600, payer: str = "东雷乡中心小学", remark: str = REMARK, **more: object
) -> Transfer:
    return Transfer(key, Decimal(amount), payer, remark=remark, **more)  # type: ignore[arg-type]


def decided(lines: list[Transfer], *lessons: Decided, **more: object) -> dict[str, Decision]:
    claims = with_lessons([EAST, WEST], lessons)
    matcher = Matcher(claims, fee=FEE, **more)  # type: ignore[arg-type]
    return {line.key: decision for line, decision in matcher.decide_all(lines, Ledger())}


def codes(decision: Decision) -> set[object]:
    return {reason.code for reason in decision.reasons}


LEARNT = Decided(frozenset({"east"}), True, "刘会计", "0512000000000000001", "五台县东雷煤矿子弟学校")


@pytest.mark.parametrize(
    ("payer", "account", "remark"),
    [
        ("刘会计", "", "培训费30人"),
        ("刘会计", "0512000000000000001", "培训费"),
        ("", "0512000000000000001", "培训费30人"),
        ("", "", "五台县东雷煤矿子弟学校30人"),
    ],
)
def test_what_a_person_decided_once_is_certain_the_next_time(payer: str, account: str, remark: str) -> None:
    line = transfer("l", payer=payer, remark=remark, payer_account=account)

    assert decided([line])["l"].outcome is Outcome.REVIEW
    assert decided([line], LEARNT)["l"].shares == (Share("east", Decimal(3600)),)


def test_a_lesson_contradicted_by_another_decision_has_no_force() -> None:
    line = transfer("l", payer="刘会计", remark="培训费30人", payer_account="0512000000000000001")
    other = Decided(frozenset({"west"}), True, "刘会计", "0512000000000000001")

    assert decided([line], LEARNT, other)["l"].outcome is Outcome.REVIEW


def test_a_payer_of_many_schools_is_learnt_as_nobodys_own() -> None:
    together = Decided(frozenset({"east", "west"}), True, "五台县第一联校", "0512000000000000009", "")

    assert [claim.accounts | claim.payers for claim in with_lessons([EAST, WEST], [together])] == [frozenset()] * 2


def test_a_bureau_is_never_learnt_as_a_school_even_from_one_decision() -> None:
    one = Decided(frozenset({"east"}), True, "五台县财政局国库股", "", "")

    assert with_lessons([EAST], [one])[0].payers == frozenset()


def test_what_matching_booked_itself_teaches_nothing_but_may_contradict() -> None:
    by_itself = Decided(frozenset({"east"}), False, "刘会计", "0512000000000000001")
    of_other = Decided(frozenset({"west"}), False, "", "0512000000000000001")

    assert with_lessons([EAST], [by_itself])[0].accounts == frozenset()
    assert with_lessons([EAST], [LEARNT, of_other])[0].accounts == frozenset()


def test_a_name_that_is_another_schools_own_is_not_learnt() -> None:
    mistaken = Decided(frozenset({"east"}), True, "", "", "五台县建安镇中心小学20人")

    assert with_lessons([EAST, WEST], [mistaken])[0].names == EAST.names


VOUCHER = Voucher("east", frozenset({"0917-8226-7633-1100", "92087313"}), Decimal(3600), date(2020, 11, 17), "hash")


def test_a_voucher_with_the_lines_number_tells_whose_money_it_is() -> None:
    line = transfer("l", payer="某商贸公司", remark="培训费", serial="92087313")

    decision = decided([line], vouchers=[VOUCHER])["l"]

    assert decision.shares == (Share("east", Decimal(3600)),)
    assert For.VOUCHER in {reason.code for reason in decision.candidates[0].reasons}


def test_a_voucher_of_the_same_sum_account_and_days_is_evidence_beside_another() -> None:
    line = transfer("l", payer="某公司", remark="培训费30人", payer_account="hash", booked_on=date(2020, 11, 18))
    later = transfer("l", payer="某公司", remark="培训费30人", payer_account="hash", booked_on=date(2020, 12, 18))

    assert decided([line], vouchers=[VOUCHER])["l"].outcome is Outcome.AUTO
    assert decided([later], vouchers=[VOUCHER])["l"].outcome is Outcome.REVIEW


def test_one_number_on_two_schools_vouchers_proves_nothing() -> None:
    line = transfer("l", payer="", remark="五台县东雷乡中心小学30人", serial="92087313")
    other = Voucher("west", frozenset({"92087313"}), Decimal(3600))

    decision = decided([line], vouchers=[VOUCHER, other])["l"]

    assert decision.outcome is Outcome.REVIEW
    assert Against.VOUCHER_OF_OTHER in codes(decision)


def back(key: str, remark: str = "退汇", **more: Any) -> Transfer:
    return transfer(key, remark=remark, is_incoming=False, **more)


def test_what_came_back_is_not_kept_and_what_was_sent_again_is_booked() -> None:
    found = decided([transfer("sent"), back("back"), transfer("again")])

    assert {key: decision.outcome for key, decision in found.items()} == {
        "sent": Outcome.REVIEW,
        "back": Outcome.REVIEW,
        "again": Outcome.AUTO,
    }
    assert Against.SENT_BACK in codes(found["sent"])
    assert Against.SENDS_BACK in codes(found["back"])
    assert found["sent"].suggestion == found["back"].suggestion == "east"


@pytest.mark.parametrize(
    ("later", "pairs"),
    [
        (back("b"), {"b": "a"}),
        (back("b", remark="账号户名不符退回"), {"b": "a"}),
        (back("b", payer="忻州师范学院", remark="退汇 东雷乡中心小学"), {"b": "a"}),
        (transfer("b", amount=-3600, remark="冲正"), {"b": "a"}),
        (back("b", payer="某公司", remark="付制作费"), {}),
        (back("b", payer="某公司", remark="退汇"), {}),
        (back("b", amount=3599), {}),
        (transfer("b"), {}),
    ],
)
def test_a_return_finds_the_transfer_it_sends_back(later: Transfer, pairs: dict[str, str]) -> None:
    assert pairs_of([transfer("a"), later]) == pairs


def test_money_out_to_the_account_it_came_from_is_a_return_without_a_word() -> None:
    sent, out = transfer("a", payer_account="x"), back("b", remark="转账", payer_account="x")

    assert pairs_of([sent, out]) == {"b": "a"}
    assert pairs_of([out, sent]) == {}


def test_two_returns_send_back_two_transfers() -> None:
    assert pairs_of([transfer("a"), transfer("b"), back("c"), back("d")]) == {"c": "b", "d": "a"}


@pytest.mark.parametrize(
    ("policy", "outcome", "said"),
    [
        (Psbc.ALLOW, Outcome.AUTO, set()),
        (Psbc.WARN, Outcome.AUTO, {Against.PSBC}),
        (Psbc.DENY, Outcome.REVIEW, {Against.PSBC_DENIED}),
    ],
)
def test_the_postal_savings_bank_is_treated_as_the_programme_says(
    policy: Psbc, outcome: Outcome, said: set[Against]
) -> None:
    line = transfer("l", payer_bank="中国邮政储蓄银行五台县支行")

    decision = decided([line], psbc=policy)["l"]

    assert (decision.outcome, codes(decision)) == (outcome, said)

"""Numbers, signatures and the choice of the excellent."""

import random
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from xingtan.assessment import rules

ZONE = ZoneInfo("Asia/Shanghai")
LAST_DAY = date(2021, 4, 12)
SEED = bytes(range(32))
KEYS = {rules.key_name(rules.public_key(SEED)): rules.public_key(SEED)}
KEY = next(iter(KEYS))
STATEMENT = rules.Statement(
    number=rules.certificate_number(2020, 27),
    public_id="s3cretPublicIdentifier",
    name="赵杏花",
    masked_id="9999**********0017",
    unit="五台县台城镇中心小学",
    project="2020年全市中小学、幼儿园教师全员培训项目",
    issuer="忻州师范学院",
    starts_on=date(2020, 12, 12),
    ends_on=LAST_DAY,
    online_hours=Decimal("36.0"),
    school_based_hours=Decimal("12.0"),
    result="qualified",
    issued_on=date(2021, 4, 20),
)


def test_a_number_reads_back_as_typed_with_spaces_hyphens_and_small_letters() -> None:
    number = rules.certificate_number(2020, 27)

    assert rules.read_certificate_number(f" {number[:6].lower()}-{number[6:10]} {number[10:]} ") == number


@pytest.mark.parametrize("position", range(2, 14))
def test_one_wrong_digit_makes_no_number(position: int) -> None:
    number = rules.certificate_number(2020, 27)
    wrong = [number[:position] + digit + number[position + 1 :] for digit in "0123456789" if digit != number[position]]

    assert [rules.read_certificate_number(each) for each in wrong] == [None] * 9


@pytest.mark.parametrize(
    "text", ["", "PX", "PX2020000002", "PX２０２０００００２７１", "'; drop table", "PX" + "9" * 4000]
)
def test_what_cannot_be_a_number_is_none(text: str) -> None:
    assert rules.read_certificate_number(text) is None


def test_a_signed_statement_is_genuine() -> None:
    payload = rules.canonical(STATEMENT)

    assert rules.is_genuine(payload, rules.sign(payload, SEED), KEYS, KEY)


def test_a_statement_of_a_retired_key_still_verifies() -> None:
    payload, newer = rules.canonical(STATEMENT), bytes(32)
    keys = {rules.key_name(rules.public_key(newer)): rules.public_key(newer), **KEYS}

    assert rules.is_genuine(payload, rules.sign(payload, SEED), keys, KEY)


def test_of_a_thousand_altered_payloads_none_verifies() -> None:
    payload, chance = rules.canonical(STATEMENT), random.Random(20201116)  # noqa: S311 - repeatable, not secret
    signature = rules.sign(payload, SEED)

    def altered() -> bytes:
        at = chance.randrange(len(payload))
        return payload[:at] + bytes([payload[at] ^ chance.randrange(1, 256)]) + payload[at + 1 :]

    assert sum(rules.is_genuine(altered(), signature, KEYS, KEY) for _ in range(1000)) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"name": "钱杏花"},
        {"online_hours": Decimal("36.1")},
        {"result": "excellent"},
        {"number": rules.certificate_number(2020, 28)},
        {"unit": "原平市第一中学校"},
        {"issued_on": date(2021, 4, 21)},
    ],
)
def test_a_changed_field_breaks_the_signature(change: dict[str, object]) -> None:
    signature = rules.sign(rules.canonical(STATEMENT), SEED)

    assert not rules.is_genuine(rules.canonical(replace(STATEMENT, **change)), signature, KEYS, KEY)  # type: ignore[arg-type]


@pytest.mark.parametrize("signature", ["", "=", "A" * 88, "汉字", "A" * 87 + "="])
def test_no_other_text_passes_for_a_signature(signature: str) -> None:
    assert not rules.is_genuine(rules.canonical(STATEMENT), signature, KEYS, KEY)


def test_an_unknown_key_verifies_nothing() -> None:
    payload = rules.canonical(STATEMENT)

    assert not rules.is_genuine(payload, rules.sign(payload, SEED), KEYS, "0" * 16)


def candidate(ref: int, score: str, minute: int = 0) -> rules.Candidate:
    return rules.Candidate(ref, Decimal(score), datetime(2021, 4, 1, 8, minute, tzinfo=ZONE))


@pytest.mark.parametrize(("headcount", "places"), [(0, 0), (9, 0), (10, 1), (19, 1), (20, 2), (1204, 120)])
def test_a_tenth_may_be_excellent_rounded_down(headcount: int, places: int) -> None:
    assert rules.excellent_places(headcount, Decimal("0.10")) == places


def test_the_highest_scores_take_the_places_and_the_earlier_recommended_wins_a_tie() -> None:
    candidates = [candidate(1, "90", 5), candidate(2, "95"), candidate(3, "90", 1), candidate(4, "99")]

    assert rules.choose_excellent(candidates, 3) == {4, 2, 3}
    assert rules.choose_excellent(candidates, 0) == frozenset()

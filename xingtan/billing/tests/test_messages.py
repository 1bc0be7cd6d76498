"""Statements as MT940 and CAMT.053."""

from decimal import Decimal

import pytest

from xingtan.billing.errors import (
    MessageTotalDiffers,
    MessageUnreadable,
    OtherCurrency,
    SeveralAccounts,
    StatementRefused,
    UnreadableAmount,
    ZeroAmount,
)
from xingtan.billing.statement import Proof, ReadLine, StatementRead, identities, read_message
from xingtan.billing.tests.samples import messages
from xingtan.billing.tests.samples.corporate import ACCOUNT, CHARGE, OTHER, OWN, REMARK, SCHOOL, icbc_a
from xingtan.billing.tests.samples.messages import camt, entry, mt940, transaction

VERSIONS = range(2, 9)


def read(content: bytes) -> StatementRead:
    found = read_message(content)
    assert found is not None
    return found


def lines_by_amount(content: bytes) -> dict[str, ReadLine]:
    return {str(line.signed): line for line in read(content).lines}


@pytest.mark.parametrize("content", [mt940(), *(camt(version) for version in VERSIONS)])
def test_the_three_movements_are_read_and_proved(content: bytes) -> None:
    lines, found = lines_by_amount(content), read(content)

    assert lines.keys() == {"3600.00", "-5.00", "1200.00"}
    assert (lines["3600.00"].payer_name, lines["3600.00"].payer_account) == (SCHOOL, ACCOUNT)
    assert REMARK in lines["3600.00"].remark
    assert lines["1200.00"].payer_name == OTHER
    assert CHARGE in lines["-5.00"].remark
    assert {line.serial for line in lines.values()} == {"77001", "77002", "77003"}
    assert (found.opening, found.closing, found.proof) == (Decimal(10000), Decimal(14795), Proof.BALANCES)
    assert found.own_account == OWN


@pytest.mark.parametrize("content", [mt940(closing="14800,00"), camt(closing="14800.00")])
def test_a_missing_line_is_told_with_the_difference(content: bytes) -> None:
    with pytest.raises(MessageTotalDiffers) as refused:
        read(content)

    assert refused.value.parameters["difference"] == "-¥5.00"


def test_a_sheet_is_no_message() -> None:
    assert read_message(icbc_a()) is None
    assert read_message(b"") is None


@pytest.mark.parametrize("content", [mt940(), camt()])
def test_a_message_torn_anywhere_is_refused_or_no_message(content: bytes) -> None:
    whole = read(content)
    for end in range(0, len(content) - 30, 17):
        try:
            found = read_message(content[:end])
        except StatementRefused:
            continue
        assert found is None or found == whole


def test_a_reversal_moves_the_balance_back() -> None:
    text = mt940().replace(b":61:2011181118D5,00NCHG", b":61:2011181118RC5,00NCHG")

    reversed_line = read(text).lines[1]

    assert (reversed_line.is_incoming, reversed_line.amount) == (True, Decimal("-5.00"))


def test_a_reversal_in_camt_moves_the_balance_back() -> None:
    back = entry(2, "5.00", "DBIT", more="<RvslInd>true</RvslInd>")

    line = read(camt(2, back, closing="9995.00")).lines[0]

    assert (line.is_incoming, line.amount) == (True, Decimal("-5.00"))


def test_two_statements_in_one_file_follow_one_another() -> None:
    second = mt940().replace(b"C201117CNY10000,00", b"C201118CNY14795,00").replace(b"C201118CNY14795,00\r\n-}", b"C201119CNY19590,00\r\n-}")  # fmt: skip

    assert len(read(mt940() + b"\r\n" + second).lines) == 6
    with pytest.raises(MessageTotalDiffers):
        read(mt940() + b"\r\n" + mt940())


def test_statements_of_two_accounts_in_one_file_are_refused() -> None:
    with pytest.raises(SeveralAccounts):
        read(mt940() + b"\r\n" + mt940(account="0512040509026409999"))


def test_what_is_not_booked_yet_is_left_out() -> None:
    pending = messages.entries(8) + entry(8, "77.00", "CRDT", status="PDNG")

    assert len(read(camt(8, pending)).lines) == 3


def test_a_batch_whose_parts_do_not_give_its_amount_stays_one_line() -> None:
    parts = [transaction(2, amount, (SCHOOL, ACCOUNT), REMARK, serial) for amount, serial in (("3000.00", "1"), ("500.00", "2"))]  # fmt: skip

    lines = read(camt(2, entry(2, "4795.00", "CRDT", *parts))).lines

    assert [line.amount for line in lines] == [Decimal("4795.00")]


def test_parts_of_a_batch_without_references_are_lines_of_their_own() -> None:
    part = transaction(2, "2397.50", (SCHOOL, ACCOUNT), REMARK, "")
    batch = entry(2, "4795.00", "CRDT", part, part, more="<AcctSvcrRef>B1</AcctSvcrRef>")

    lines = read(camt(2, batch)).lines

    assert [line.serial for line in lines] == ["B1/1", "B1/2"]
    assert len(set(identities(lines, OWN))) == 2


def test_another_currency_is_refused() -> None:
    with pytest.raises(OtherCurrency):
        read(mt940().replace(b"CNY", b"USD"))
    with pytest.raises(OtherCurrency):
        read(camt().replace(b"<Ccy>CNY", b"<Ccy>USD"))


def test_nothing_and_less_than_nothing_are_refused() -> None:
    with pytest.raises(ZeroAmount):
        read(camt(2, entry(2, "0.00", "CRDT"), closing="10000.00"))
    for amount in ("-1.00", "1.001", "1,00", "NaN", ""):
        with pytest.raises(UnreadableAmount):
            read(camt(2, entry(2, amount, "CRDT"), closing="10001.00"))


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("prolog", [BOMB, OUTSIDE, "<!DOCTYPE a>"])
def test_document_types_and_entities_are_refused(prolog: str) -> None:
    with pytest.raises(MessageUnreadable) as refused:
        read(camt(prolog=prolog))

    assert refused.value.parameters["why"] == "DTD"


def test_a_message_in_the_old_code_page_is_read() -> None:
    old = camt().decode().replace("UTF-8", "GB18030").encode("gb18030")

    assert lines_by_amount(old)["3600.00"].payer_name == SCHOOL


def test_what_a_torn_message_says_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(MessageUnreadable):
        read(mt940().replace(b":61:2011181118C3600", b":61:2011XX1118C3600"))

    assert SCHOOL not in caplog.text
    assert not [record for record in caplog.records if record.name.startswith("mt940")]

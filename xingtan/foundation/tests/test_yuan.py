"""Money is Decimal yuan with two places."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xingtan.foundation.yuan import NotMoney, read_yuan, shown, yuan


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12000", "12000.00"),
        ("12,000.00", "12000.00"),
        ("¥4,440.00", "4440.00"),
        ("￥ 4，440.5", "4440.50"),
        ("120元", "120.00"),
        ("-30.10", "-30.10"),
        ("１２０", "120.00"),
    ],
)
def test_an_amount_is_read_as_banks_and_people_write_it(text: str, amount: str) -> None:
    assert str(read_yuan(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一百二十",
        "1.234",
        "12.3.4",
        "NaN",
        "Infinity",
        "1e999999",
        "abc",
        "--1",
        "36,00",
        "1,5",
        "1e3",
        "1_000",
        "(100)",
        "٣٦٠٠",
        ",100",
        "-",
    ],
)
def test_what_is_no_amount_is_refused_and_never_made_zero(text: str) -> None:
    with pytest.raises(NotMoney):
        read_yuan(text)


@pytest.mark.parametrize(("value", "rounded"), [("0.005", "0.01"), ("0.004", "0.00"), ("2.675", "2.68"), (37, "37.00")])
def test_amounts_are_rounded_half_up_to_the_fen(value: str | int, rounded: str) -> None:
    assert str(yuan(value)) == rounded


def test_a_float_is_not_taken() -> None:
    with pytest.raises(TypeError):
        yuan(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize(("amount", "text"), [("4440", "¥4,440.00"), ("-0.5", "-¥0.50"), ("0", "¥0.00")])
def test_an_amount_is_shown_as_people_read_it(amount: str, text: str) -> None:
    assert shown(Decimal(amount)) == text


@given(some.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False, allow_infinity=False))
def test_what_is_shown_is_read_back_the_same(amount: Decimal) -> None:
    assert read_yuan(shown(amount)) == amount

"""Payment codes survive a wrong or a swapped character."""

from hypothesis import assume, given
from hypothesis import strategies as st

from xingtan.billing.payment_code import ALPHABET, CAPACITY, FIRST_OF_COUNTIES, LENGTH, code_for, is_code, repaired

serials = st.integers(min_value=1, max_value=CAPACITY - 1)
ISSUED = {code_for(serial) for serial in range(1, 20_001)}


def test_no_character_looks_like_another() -> None:
    assert not set("0O1IL2Z5S6G8B") & set(ALPHABET)


def test_no_two_bills_share_a_code() -> None:
    assert len(ISSUED) == 20_000


@given(serials)
def test_every_code_is_well_formed_and_begins_with_a_letter(serial: int) -> None:
    code = code_for(serial)

    assert len(code) == LENGTH
    assert is_code(code)
    assert code[0].isalpha()


@given(serials, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_detected(serial: int, place: int, sign: str) -> None:
    code = code_for(serial)
    assume(code[place] != sign)

    assert not is_code(code[:place] + sign + code[place + 1 :])


@given(st.integers(1, 20_000), st.integers(0, LENGTH - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_one_wrong_character_is_always_repaired(serial: int, place: int, sign: str) -> None:
    code = code_for(serial)

    assert repaired(code[:place] + sign + code[place + 1 :], ISSUED) == code


@given(st.integers(1, 20_000), st.integers(0, LENGTH - 2))
def test_swapped_neighbours_are_detected_and_never_repaired_to_another_bill(serial: int, at: int) -> None:
    code = code_for(serial)
    assume(code[at] != code[at + 1])
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]

    assert not is_code(swapped)
    assert repaired(swapped, ISSUED) in {code, None}


def test_swapped_neighbours_are_repaired_nearly_always() -> None:
    few = [code_for(serial) for serial in range(1, 1_501)]
    issued = set(few)
    swaps = [(c, c[:2] + c[3] + c[2] + c[4:]) for c in few if c[2] != c[3]]

    mended = sum(repaired(swapped, issued) == code for code, swapped in swaps)

    assert mended >= len(swaps) * 0.99


@given(st.text(max_size=8))
def test_any_text_is_answered(text: str) -> None:
    assert repaired(text, ISSUED) is None or repaired(text, ISSUED) in ISSUED


SPREAD = [code_for(serial) for serial in range(1, CAPACITY - 1, CAPACITY // 97)]


def test_every_wrong_character_and_every_swap_of_any_two_is_seen() -> None:
    """Every place and every sign, every pair of places, of codes over the whole range."""
    for code in SPREAD:
        for place in range(LENGTH):
            assert not any(is_code(code[:place] + sign + code[place + 1 :]) for sign in ALPHABET if sign != code[place])
            for other in range(place + 1, LENGTH):
                swapped = list(code)
                swapped[place], swapped[other] = code[other], code[place]
                assert code[place] == code[other] or not is_code("".join(swapped))


def test_counties_and_schools_are_never_given_the_same_code() -> None:
    schools = {code_for(serial) for serial in range(1, 3_000)}
    counties = {code_for(serial) for serial in range(FIRST_OF_COUNTIES, FIRST_OF_COUNTIES + 3_000)}

    assert not schools & counties
    assert len(counties) == 3_000

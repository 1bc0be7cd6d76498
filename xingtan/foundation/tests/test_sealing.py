"""Personal numbers at rest."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as some

from xingtan.foundation.sealing import SealBroken, digest, seal, unseal

NUMBER = "140922198001011234"


@given(some.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    assert unseal(seal(text, purpose="p"), purpose="p") == text


def test_the_same_text_is_sealed_differently_each_time() -> None:
    assert seal(NUMBER, purpose="id_number") != seal(NUMBER, purpose="id_number")


def test_a_seal_shows_nothing_of_the_text() -> None:
    assert NUMBER.encode() not in seal(NUMBER, purpose="id_number")


def test_a_seal_moved_to_another_purpose_does_not_open() -> None:
    with pytest.raises(SealBroken):
        unseal(seal(NUMBER, purpose="id_number"), purpose="mobile")


@pytest.mark.parametrize("at", [0, 1, 12, 13, 20, -1])
def test_a_changed_byte_does_not_open(at: int) -> None:
    sealed = bytearray(seal(NUMBER, purpose="id_number"))
    sealed[at] ^= 1

    with pytest.raises(SealBroken):
        unseal(bytes(sealed), purpose="id_number")


@pytest.mark.parametrize("kept", [0, 1, 13, 20])
def test_a_seal_cut_short_does_not_open(kept: int) -> None:
    with pytest.raises(SealBroken):
        unseal(seal(NUMBER, purpose="id_number")[:kept], purpose="id_number")


def test_another_key_does_not_open_and_finds_nothing(settings: pytest.FixtureRequest) -> None:
    sealed, found = seal(NUMBER, purpose="id_number"), digest(NUMBER, purpose="id_number")
    settings.FIELD_KEY = base64.b64encode(b"k" * 32).decode()  # type: ignore[attr-defined]

    assert digest(NUMBER, purpose="id_number") != found
    with pytest.raises(SealBroken):
        unseal(sealed, purpose="id_number")


def test_equal_values_of_one_purpose_meet_in_their_digest_and_no_others() -> None:
    one = digest(NUMBER, purpose="id_number")

    assert digest(NUMBER, purpose="id_number") == one
    assert len(one) == 40
    assert digest(NUMBER, purpose="mobile") != one
    assert digest(NUMBER[:-1] + "5", purpose="id_number") != one

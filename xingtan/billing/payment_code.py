"""Payment codes: six characters that survive a wrong or a swapped one.

Alphabet of 23 (a prime) without look-alikes: no 0 O, 1 I L, 2 Z, 5 S, 6 G, 8 B. Four characters
number the bill, two check it: the plain sum and the sum weighted by position, both modulo 23. Two
codes therefore differ in at least three places, so one wrong character has exactly one repair;
a swap leaves the plain sum right and the weighted one wrong, which tells it from a wrong character.
"""

from collections.abc import Container

ALPHABET = "ACDEFHJKMNPQRTUVWXY3479"
LENGTH = 6
_BASE = len(ALPHABET)
_LETTERS = 19
"""How many of the alphabet are letters: a code starts with one, so that no number is a code."""
CAPACITY = _LETTERS * _BASE**3
FIRST_OF_COUNTIES = CAPACITY - 20_000
"""Serial numbers from here on are for counties' bills, those below for schools': so no code is given twice."""
_STRIDE = 86_843
"""Coprime to the capacity: neighbours in number do not look alike."""
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}


def code_for(serial: int) -> str:
    """The code of the bill with this serial number, from 1 to ``CAPACITY - 1``.

    >>> code_for(1), code_for(2)
    ('KEEYAV', 'UJKT4N')
    """
    if not 0 < serial < CAPACITY:
        raise ValueError(f"no payment code for serial {serial}")
    number = serial * _STRIDE % CAPACITY
    values = []
    for _ in range(3):
        number, value = divmod(number, _BASE)
        values.append(value)
    values.append(number)
    values.reverse()
    return "".join(ALPHABET[value] for value in _with_checks(values))


def _with_checks(values: list[int]) -> list[int]:
    """Add v5 and v6 so that Σv = 0 and Σ position·v = 0 (mod 23)."""
    plain = -sum(values)
    weighted = -sum(place * value for place, value in enumerate(values, start=1))
    last = weighted - 5 * plain
    return [*values, (plain - last) % _BASE, last % _BASE]


def is_code(text: str) -> bool:
    """Whether a text is a well-formed code, whether or not a bill has it."""
    return len(text) == LENGTH and text[0] in ALPHABET[:_LETTERS] and _faults(text) == (0, 0)


def _faults(text: str) -> tuple[int, int] | None:
    if any(sign not in _VALUE for sign in text):
        return None
    values = [_VALUE[sign] for sign in text]
    weighted = sum(place * value for place, value in enumerate(values, start=1))
    return sum(values) % _BASE, weighted % _BASE


def repaired(text: str, issued: Container[str]) -> str | None:
    """The issued code that ``text`` was meant to be, when one character is wrong or two neighbours swapped.

    None when nothing or more than one issued code fits: a code is never guessed.
    """
    if len(text) != LENGTH:
        return None
    found = {code for code in _wrong_ones(text) | _swaps(text) if is_code(code) and code in issued}
    return found.pop() if len(found) == 1 else None


def _wrong_ones(text: str) -> set[str]:
    return {text[:place] + sign + text[place + 1 :] for place in range(LENGTH) for sign in ALPHABET}


def _swaps(text: str) -> set[str]:
    return {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(LENGTH - 1)}

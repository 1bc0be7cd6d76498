"""Text as people type it, brought to one form; and text hidden in its middle."""

import unicodedata


def folded(text: str) -> str:
    """NFKC form without surrounding white space: full-width letters and digits become plain."""
    return unicodedata.normalize("NFKC", text).strip()


def compact(text: str) -> str:
    """``folded`` text without any white space at all, for comparing."""
    return unicodedata.normalize("NFKC", "".join(folded(text).split()))


def masked(text: str, *, head: int, tail: int) -> str:
    """Keep the first ``head`` and last ``tail`` characters and star the rest.

    A text too short to keep both and still hide something is starred whole.

    >>> masked("140922198001011234", head=4, tail=4)
    '1409**********1234'
    """
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]


def masked_id(number: str) -> str:
    """An identity number as it may be shown: four figures at each end."""
    return masked(number, head=4, tail=4)


def masked_mobile(number: str) -> str:
    """A mobile number as it may be shown: 138****1234."""
    return masked(number, head=3, tail=4)

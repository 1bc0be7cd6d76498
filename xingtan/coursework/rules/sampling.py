"""Which marked works are marked a second time: by chance that anybody can reckon again."""

from hashlib import blake2b

_RANGE = 10_000


def is_sampled(public_id: str, percent: int) -> bool:
    """Whether a version with this id belongs to the sample; the same answer for ever, for ``percent`` of all ids."""
    number = int.from_bytes(blake2b(public_id.encode(), digest_size=8).digest())
    return number % _RANGE < percent * _RANGE // 100

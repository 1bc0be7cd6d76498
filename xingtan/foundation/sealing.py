"""Personal numbers at rest: sealed with AES-GCM, found again by a keyed hash.

The key comes from the environment (``XINGTAN_FIELD_KEY``, 32 bytes in base64). A sealed value is
``version byte + 12-byte nonce + ciphertext``; its purpose is bound in, so that a value moved to
another column does not open.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
NONCE_BYTES = 12
DIGEST_BYTES = 20
SEALS_AT_ONCE = 1000


class SealBroken(Exception):
    """A sealed value that does not open: other key, other purpose, or changed bytes."""


@lru_cache(maxsize=4)
def _cipher(key: str) -> AESGCM:
    return AESGCM(base64.b64decode(key))


@lru_cache(maxsize=4)
def _digest_key(key: str) -> bytes:
    return hmac.digest(base64.b64decode(key), b"look-up hash", "sha256")


def seal(plain: str, *, purpose: str) -> bytes:
    """The text sealed for one purpose; twice the same text gives two different seals."""
    nonce = os.urandom(NONCE_BYTES)
    cipher = _cipher(settings.FIELD_KEY)
    return VERSION + nonce + cipher.encrypt(nonce, plain.encode(), purpose.encode())


def seals(plains: Iterable[str], *, purpose: str) -> Iterator[bytes]:
    """The same for many texts: key, purpose and randomness are fetched once for a batch."""
    encrypt, bound = _cipher(settings.FIELD_KEY).encrypt, purpose.encode()
    texts = iter(plains)
    while batch := list(islice(texts, SEALS_AT_ONCE)):
        random = os.urandom(NONCE_BYTES * len(batch))
        for start, plain in zip(range(0, len(random), NONCE_BYTES), batch, strict=True):
            nonce = random[start : start + NONCE_BYTES]
            yield VERSION + nonce + encrypt(nonce, plain.encode(), bound)


def unseal(sealed: bytes, *, purpose: str) -> str:
    """The text within; raises ``SealBroken`` when it was not sealed here for this purpose."""
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != VERSION:
        raise SealBroken(purpose)
    try:
        return _cipher(settings.FIELD_KEY).decrypt(nonce, body, purpose.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBroken(purpose) from error


def digest(plain: str, *, purpose: str) -> str:
    """The keyed look-up hash of a value, 40 hex characters: equal values of one purpose meet in it."""
    return digests([plain], purpose=purpose)[0]


def digests(plains: Iterable[str], *, purpose: str) -> list[str]:
    """The same for many values, by keyed BLAKE2b: a roster of 50,000 rows asks for 100,000 of them."""
    begun = hashlib.blake2b(f"{purpose}:".encode(), key=_digest_key(settings.FIELD_KEY), digest_size=DIGEST_BYTES)
    found = []
    for plain in plains:
        hashed = begun.copy()
        hashed.update(plain.encode())
        found.append(hashed.hexdigest())
    return found

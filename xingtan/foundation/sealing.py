"""Personal numbers at rest: sealed with AES-GCM, found again by a keyed hash.

The key comes from the environment (``XINGTAN_FIELD_KEY``, 32 bytes in base64). A sealed value is
``version byte + 12-byte nonce + ciphertext``; its purpose is bound in, so that a value moved to
another column does not open.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = b"\x01"
NONCE_BYTES = 12


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


def unseal(sealed: bytes, *, purpose: str) -> str:
    """The text within; raises ``SealBroken`` when it was not sealed here for this purpose."""
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != VERSION:
        raise SealBroken(purpose)
    try:
        return _cipher(settings.FIELD_KEY).decrypt(nonce, body, purpose.encode()).decode()
    except InvalidTag as error:
        raise SealBroken(purpose) from error


def digest(plain: str, *, purpose: str) -> str:
    """The keyed look-up hash of a value, 40 hex characters: equal values of one purpose meet in it."""
    key = _digest_key(settings.FIELD_KEY)
    return hmac.new(key, f"{purpose}:{plain}".encode(), hashlib.sha256).hexdigest()[:40]

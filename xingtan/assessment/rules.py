"""Small decisions of assessment: how a certificate is numbered, what is signed, who is excellent. Pure: keys come in."""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

NUMBER_PREFIX = "PX"
SERIAL_DIGITS = 7
STATEMENT_VERSION = 1


def check_digit(digits: str) -> str:
    """The ISO 7064 MOD 11,10 digit: catches every single wrong digit and nearly every swap."""
    rest = 10
    for digit in digits:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return str((11 - rest) % 10)


def certificate_number(year: int, serial: int) -> str:
    """The number printed on a certificate: ``PX``, the year, a serial of the year, a check digit.

    >>> certificate_number(2020, 27)
    'PX202000000276'
    """
    digits = f"{year:04d}{serial:0{SERIAL_DIGITS}d}"
    return f"{NUMBER_PREFIX}{digits}{check_digit(digits)}"


def read_certificate_number(text: str) -> str | None:
    """The number as stored, from what someone typed; None when it cannot be one (length, letters, check digit)."""
    number = "".join(text.split()).replace("-", "").upper()
    digits = number.removeprefix(NUMBER_PREFIX)
    if len(digits) != 4 + SERIAL_DIGITS + 1 or not (digits.isascii() and digits.isdecimal()):
        return None
    return NUMBER_PREFIX + digits if check_digit(digits[:-1]) == digits[-1] else None


@dataclass(frozen=True)
class Statement:
    """What a certificate says, and nothing else: every field of it is under the signature.

    It holds the masked identity number only, so that the statement itself may be shown to anyone.
    """

    number: str
    public_id: str
    name: str
    masked_id: str
    unit: str
    project: str
    issuer: str
    starts_on: date
    ends_on: date
    online_hours: Decimal
    school_based_hours: Decimal
    result: str
    issued_on: date

    @property
    def hours(self) -> Decimal:
        """Hours in all."""
        return self.online_hours + self.school_based_hours


def canonical(statement: Statement) -> bytes:
    """The one way to write a statement down for signing: JSON, keys sorted, no spaces, UTF-8."""
    fields: dict[str, str | int] = {key: _plain(value) for key, value in asdict(statement).items()}
    fields["version"] = STATEMENT_VERSION
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: str | date | Decimal) -> str:
    if isinstance(value, Decimal):
        return f"{value:.1f}"
    return value.isoformat() if isinstance(value, date) else value


def sign(payload: bytes, seed: bytes) -> str:
    """The Ed25519 signature of a canonical statement, in URL-safe base64; ``seed`` is the 32-byte private key."""
    return base64.urlsafe_b64encode(Ed25519PrivateKey.from_private_bytes(seed).sign(payload)).decode()


def public_key(seed: bytes) -> bytes:
    """The 32-byte public key that belongs to a private one."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def key_name(public: bytes) -> str:
    """A short name for a public key, kept beside each signature so that an old key is found again."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(public)
    return digest.finalize().hex()[:16]


def is_genuine(payload: bytes, signature: str, keys: Mapping[str, bytes], key: str) -> bool:
    """Whether the signature was made over exactly this payload by the named key, today's or a retired one."""
    if key not in keys:
        return False
    try:
        raw = base64.b64decode(signature, altchars=b"-_", validate=True)
        Ed25519PublicKey.from_public_bytes(keys[key]).verify(raw, payload)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True)
class Candidate:
    """Someone recommended as excellent who has the score for it."""

    ref: int
    score: Decimal
    recommended_at: datetime


def excellent_places(headcount: int, share: Decimal) -> int:
    """How many of a group may be excellent: the share of its head count, rounded down."""
    return int(headcount * share)


def choose_excellent(candidates: Iterable[Candidate], places: int) -> frozenset[int]:
    """Who is excellent: the highest scores first, of equal scores the earlier recommended, then the lower ref."""
    ranked = sorted(candidates, key=lambda each: (-each.score, each.recommended_at, each.ref))
    return frozenset(each.ref for each in ranked[: max(places, 0)])

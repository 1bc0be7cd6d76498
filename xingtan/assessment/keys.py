"""The key that signs certificates, and the retired ones that still verify them (settings)."""

import base64

from django.conf import settings

from xingtan.assessment import rules


def signing_seed() -> bytes:
    """Today's private key: 32 bytes."""
    return base64.b64decode(settings.SIGNING_KEY)


def signing_key_name() -> str:
    """The name under which today's key is found again."""
    return rules.key_name(rules.public_key(signing_seed()))


def verifying_keys() -> dict[str, bytes]:
    """Every public key a certificate may have been signed for, by name."""
    retired = [base64.b64decode(text) for text in settings.RETIRED_SIGNING_KEYS]
    return {rules.key_name(public): public for public in [rules.public_key(signing_seed()), *retired]}

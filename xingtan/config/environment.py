"""Reads the environment, once, and fails loudly: what is missing or wrong, and how to mend it."""

import base64
import os
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent.parent
env = environ.FileAwareEnv()

KIND: str = env.str("XINGTAN_ENV", "production")
"""``production`` (strict, the default), ``demo`` (invented data on this machine) or ``test``."""
if KIND not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"XINGTAN_ENV is {KIND!r}; set it to production, demo or test.")

HOME = Path(env.str("XINGTAN_HOME", str(ROOT / "var")))
"""Where database, uploaded files and keys of the embedded server lie."""


def kept_key(name: str, size: int = 32) -> str:
    """A secret from the environment; outside production one is made and kept in ``HOME/keys``.

    In production a missing key stops the start: a key made up anew would lock away all sealed data.
    """
    value: str = env.str(name, "")
    if value:
        return value
    if KIND == "production":
        raise ImproperlyConfigured(
            f"{name} is not set. Make one with: python3 -c "
            f'"import secrets,base64; print(base64.b64encode(secrets.token_bytes({size})).decode())" '
            f"and keep it safe: without it sealed data cannot be read again."
        )
    file = HOME / "keys" / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = base64.b64encode(secrets.token_bytes(size)).decode()
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(made)
    return file.read_text().strip()

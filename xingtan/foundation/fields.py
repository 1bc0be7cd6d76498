"""Model fields every room uses: random public ids and sealed text."""

import secrets
from typing import Any

from django.db import models

from xingtan.foundation.sealing import seal, unseal

PUBLIC_ID_BYTES = 12


def new_public_id() -> str:
    """A random id of 16 URL-safe characters (96 bits): cannot be guessed or counted."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class PublicIdField(models.CharField[str, str]):
    """The id of a row as the outside sees it, in URLs and files; the database key stays inside."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 22)
        kwargs.setdefault("default", new_public_id)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)


class SealedField(models.BinaryField[Any, Any]):
    """Text that is encrypted in the database and plain in Python.

    ``purpose`` is bound into the seal. It cannot be searched: keep a ``…_hash`` column beside it,
    made by ``foundation.sealing.digest``.
    """

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        self.purpose = purpose
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Keep the purpose in migrations."""
        name, path, args, kwargs = super().deconstruct()
        kwargs["purpose"] = self.purpose
        return name, path, args, kwargs

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Seal on the way in."""
        sealed = None if value is None else seal(value, purpose=self.purpose)
        return super().get_db_prep_value(sealed, connection, prepared)

    def from_db_value(self, value: Any, *_: Any) -> str | None:
        """Open on the way out."""
        return None if value is None else unseal(bytes(value), purpose=self.purpose)

    def to_python(self, value: Any) -> Any:
        """Text stays text."""
        return value

    def value_to_string(self, obj: models.Model) -> str:  # noqa: ARG002 - Django's signature
        """Never write the plain text into a dump."""
        raise TypeError(f"{self.name} is sealed and is not dumped as text")

"""Sessions kept in the database with the account and the device they belong to."""

import secrets
from datetime import datetime
from typing import Any, ClassVar, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from xingtan.foundation import clock
from xingtan.foundation.fields import PublicIdField, new_public_id

DEVICE_KEY = "device"
STARTED_KEY = "started_at"
SEEN_KEY = "seen_at"
ID_KEY = "public_id"


class SignInSession(AbstractBaseSession):
    """A signed-in device, listed for its owner, ended one by one."""

    public_id = PublicIdField()
    account = models.ForeignKey("accounts.Account", models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    objects: ClassVar[Any] = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        """The store that fills the columns."""
        return SessionStore


class SessionStore(DatabaseSessionStore):
    """Django's database store, with columns filled from the session itself.

    Every save writes the whole row anew, so what must stay equal over saves lives in the session's data.
    """

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        """The rows."""
        return SignInSession

    _written: tuple[str | None, dict[str, Any]] = (None, {})

    def cycle_key(self) -> None:
        """The old key dies now; the row of the new one is written once, when the session is next saved."""
        old = self.session_key
        self.pop(ID_KEY, None)
        self._session_key = None
        self.modified = True
        if old:
            self.delete(old)

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's own
        """Write the row, unless it stands written just so: a sign-in saves within its transaction, once."""
        if self.session_key and not must_create and (self.session_key, dict(self.items())) == self._written:
            return
        super().save(must_create=must_create)
        self._written = (self.session_key, dict(self.items()))

    def _get_new_session_key(self) -> str:
        """A key of 128 random bits in 32 characters; that it is new is seen when its row is added."""
        return secrets.token_hex(16)

    def create_model_instance(self, data: dict[str, Any]) -> SignInSession:
        """A row that knows whose session it is, on what device, since when."""
        data.setdefault(ID_KEY, new_public_id())
        data.setdefault(STARTED_KEY, clock.now().isoformat())
        row: Any = super().create_model_instance(data)
        account = data.get(SESSION_KEY)
        row.public_id = data[ID_KEY]
        row.account_id = int(account) if account else None
        row.device = str(data.get(DEVICE_KEY, ""))[:200]
        row.started_at = datetime.fromisoformat(data[STARTED_KEY])
        row.seen_at = datetime.fromisoformat(data.get(SEEN_KEY, data[STARTED_KEY]))
        return cast(SignInSession, row)

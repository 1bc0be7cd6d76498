"""Sessions kept in the database with the account and the device they belong to."""

from typing import Any, ClassVar

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from xingtan.foundation import clock
from xingtan.foundation.fields import PublicIdField

DEVICE_KEY = "device"


class SignInSession(AbstractBaseSession):
    """A signed-in device, listed for its owner, ended one by one."""

    public_id = PublicIdField()
    account = models.ForeignKey("accounts.Account", models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(null=True)
    objects: ClassVar[Any] = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> "type[SessionStore]":
        """The store that fills ``account`` and ``device``."""
        return SessionStore


class SessionStore(DatabaseSessionStore):
    """Django's database store, with columns filled from the session itself."""

    @classmethod
    def get_model_class(cls) -> type[SignInSession]:
        """The rows."""
        return SignInSession

    def create_model_instance(self, data: dict[str, Any]) -> SignInSession:
        """A row that knows whose session it is."""
        row: SignInSession = super().create_model_instance(data)
        account = data.get(SESSION_KEY)
        row.account_id = int(account) if account else None
        row.device = str(data.get(DEVICE_KEY, ""))[:200]
        row.started_at = clock.now()
        return row

"""Refuses to start unsafely: each message says what is wrong and how to mend it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from xingtan.config.environment import KIND

LOCAL = {"127.0.0.1", "localhost", "::1", "[::1]", "testserver"}


@register(Tags.security)
def refuse_unsafe_settings(**_: Any) -> list[CheckMessage]:
    """Demo logins or plain HTTP with a public host, debug pages, short log retention."""
    hosts = {host.strip() for host in settings.ALLOWED_HOSTS}
    is_public = bool(hosts - LOCAL)
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("DEBUG is on.", hint="Leave DEBUG off.", id="xingtan.E001"))
    if settings.IS_DEMO and is_public:
        found.append(
            Error(
                f"Demo logins would be open to {', '.join(sorted(hosts - LOCAL))}.",
                hint="Set XINGTAN_ENV=production, or leave only 127.0.0.1 and localhost in XINGTAN_HOSTS.",
                id="xingtan.E002",
            )
        )
    if KIND == "production" and is_public and not settings.PUBLIC_URL.startswith("https://"):
        found.append(
            Error(
                "The public address is not HTTPS.",
                hint="Set XINGTAN_PUBLIC_URL=https://… and put nginx with a certificate in front.",
                id="xingtan.E003",
            )
        )
    if KIND == "production" and not settings.SECOND_FACTOR:
        found.append(
            Error(
                "Staff posts have no second factor.",
                hint="Remove XINGTAN_SECOND_FACTOR=off; only the demo may leave it off.",
                id="xingtan.E004",
            )
        )
    if settings.LOG_RETENTION_DAYS < 183:
        found.append(
            Error(
                f"Logs would be kept {settings.LOG_RETENTION_DAYS} days only.",
                hint="Set XINGTAN_LOG_RETENTION_DAYS to 183 or more: the law asks for six months.",
                id="xingtan.E005",
            )
        )
    return found


@register(Tags.security)
def refuse_shared_content_origin(**_: Any) -> list[CheckMessage]:
    """Packages of others served from the very host on which people are signed in."""
    if not settings.CONTENT_ORIGIN:
        return []
    is_same = settings.CONTENT_HOST in {settings.PUBLIC_HOST, ""}
    is_open = settings.PUBLIC_URL.startswith("https://") and not settings.CONTENT_ORIGIN.startswith("https://")
    if not is_same and not is_open:
        return []
    hint = "Set XINGTAN_CONTENT_ORIGIN to another host of this server, with HTTPS, or leave it empty."
    return [Error("SCORM packages would share the origin of the platform.", hint=hint, id="xingtan.E009")]


@register(Tags.security)
def refuse_open_mailbox(**_: Any) -> list[CheckMessage]:
    """A mailbox with rosters read without encryption over a network, or with a word for it that means nothing."""
    is_here = settings.MAILBOX_HOST in LOCAL | {""}
    if settings.MAILBOX_TLS in ({"tls", "starttls", "none"} if is_here else {"tls", "starttls"}):
        return []
    return [
        Error(
            f"The mailbox would be read with XINGTAN_MAILBOX_TLS={settings.MAILBOX_TLS}.",
            hint="Set it to tls or starttls; none is for a mail server on this machine only.",
            id="xingtan.E008",
        )
    ]


@register(Tags.database)
def refuse_forgetful_database(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """A database that acknowledges what a power cut would lose."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            if cursor.fetchone()[0] < 2:
                return [
                    Error(
                        "SQLite runs without synchronous=FULL.",
                        hint="Remove the OPTIONS that lower it.",
                        id="xingtan.E006",
                    )
                ]
        elif connection.vendor == "postgresql":
            cursor.execute("SHOW synchronous_commit")
            if cursor.fetchone()[0] in {"off", "local"}:
                return [
                    Error(
                        "PostgreSQL runs with synchronous_commit off.",
                        hint="ALTER DATABASE … SET synchronous_commit = on, and restart.",
                        id="xingtan.E007",
                    )
                ]
    return []

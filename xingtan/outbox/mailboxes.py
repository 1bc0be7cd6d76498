"""The way in: a mailbox read over IMAP, message by message, nothing lost and nothing marked too early."""

import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parseaddr
from imaplib import IMAP4
from typing import Any, ClassVar, Self

from django.conf import settings
from imap_tools.consts import MailMessageFlags
from imap_tools.errors import ImapToolsError, MailboxLoginError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

TIMEOUT_SECONDS = 30
SIZES_AT_ONCE = 500
WHO_ASKS = '("name" "xingtan" "vendor" "xingtan")'
"""Netease (163, 126) lets nobody open a folder who has not said who they are (RFC 2971)."""
_SIZE = re.compile(rb"UID (\d+)[^)]*RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)[^)]*UID (\d+)")


class MailboxTrouble(Exception):
    """The server answered something other than what was asked."""


class CertificateRefused(MailboxTrouble):
    """Nobody who is trusted vouches for the server, or not for this name, or no longer."""


@dataclass(frozen=True)
class Account:
    """Where the mailbox is and how to get in. ``tls``: ``tls``, ``starttls`` or ``none``.

    ``ca_file``: who else vouches for the server's certificate, beside those the system trusts.
    """

    host: str
    user: str
    password: str
    port: int = 0
    tls: str = "tls"
    folder: str = "INBOX"
    done_folder: str = ""
    ca_file: str = ""

    @property
    def name(self) -> str:
        """What the mailbox is called where its messages are remembered."""
        return f"{self.user}@{self.host}/{self.folder}"[:200]


@dataclass(frozen=True)
class Waiting:
    """A message in the folder: its number there and its size in bytes."""

    uid: int
    size: int


class Mailbox:
    """An open folder of a mailbox. Reading changes nothing there; only ``put_away`` does."""

    TROUBLE: ClassVar[tuple[type[Exception], ...]] = (
        OSError,
        MailboxTrouble,
        ImapToolsError,
        IMAP4.error,
        UnicodeError,
    )
    """What may be raised when the server is away, hangs up or answers something else."""

    def __init__(self, box: BaseMailBox, account: Account) -> None:
        self._box = box
        self.account = account
        self.uidvalidity = int(box.folder.status(account.folder, ["UIDVALIDITY"])["UIDVALIDITY"])

    @property
    def name(self) -> str:
        """What the mailbox is called where its messages are remembered."""
        return self.account.name

    def waiting(self, known: Sequence[int] = ()) -> Iterator[Waiting]:
        """The messages in the folder whose numbers are not known yet, read by someone or not, the oldest first."""
        new = sorted({int(uid) for uid in self._box.uids("ALL", charset=None)} - set(known))
        for start in range(0, len(new), SIZES_AT_ONCE):
            some = new[start : start + SIZES_AT_ONCE]
            sizes = self._sizes(some)
            yield from (Waiting(uid, sizes[uid]) for uid in some if uid in sizes)

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        found = {}
        for line in self._fetch(",".join(map(str, uids)), "(UID RFC822.SIZE)"):
            text = line if isinstance(line, bytes) else b" ".join(line)
            if match := _SIZE.search(text):
                uid, size, late_size, late_uid = match.groups()
                found[int(uid or late_uid)] = int(size or late_size)
        return found

    def whole(self, uid: int, *, most_bytes: int) -> bytes:
        """A message as it was sent; no more than ``most_bytes`` of it, whatever its size was said to be."""
        return self._body(uid, f"BODY.PEEK[]<0.{most_bytes}>")

    def head(self, uid: int, *, most_bytes: int = 100_000) -> bytes:
        """The headers of a message that is too large to be fetched."""
        return self._body(uid, f"BODY.PEEK[HEADER]<0.{most_bytes}>")

    def _body(self, uid: int, part: str) -> bytes:
        for answer in self._fetch(str(uid), f"({part})"):
            if isinstance(answer, tuple):
                return bytes(answer[1])
        raise MailboxTrouble(f"message {uid} was not sent")

    def _fetch(self, uids: str, what: str) -> list[Any]:
        status, answers = self._box.client.uid("FETCH", uids, what)
        if status != "OK":
            raise MailboxTrouble(f"FETCH answered {status}")
        return [each for each in answers if each]

    def put_away(self, uid: int) -> None:
        """Mark a message as dealt with, and move it where a folder is named for that. Twice does no harm."""
        self._box.flag(str(uid), MailMessageFlags.SEEN, value=True)
        if self.account.done_folder:
            self._box.move(str(uid), self.account.done_folder)

    @classmethod
    @contextmanager
    def opened(cls, account: Account) -> Iterator[Self]:
        """The folder, open; closed at the end."""
        box = _connected(account)
        try:
            box.login(account.user, account.password, initial_folder=None)
            if "ID" in box.client.capabilities:
                box.client.xatom("ID", WHO_ASKS)
            box.folder.set(account.folder)
            if account.done_folder and not box.folder.exists(account.done_folder):
                box.folder.create(account.done_folder)
            yield cls(box, account)
        finally:
            _close(box)


def _close(box: BaseMailBox) -> None:
    """Take leave, and let go of the connection even when the server does not answer any more."""
    for leave in (box.logout, box.client.shutdown):
        with suppress(*Mailbox.TROUBLE):
            leave()


def _connected(account: Account) -> BaseMailBox:
    try:
        return _box(account)
    except ssl.SSLCertVerificationError as error:
        raise CertificateRefused(
            f"the certificate of {account.host} is not trusted ({error.verify_message}): nothing was sent to it. "
            "If the server is yours, name the file of its certificate or authority in XINGTAN_MAILBOX_CA_FILE; "
            "XINGTAN_MAILBOX_HOST must be the name the certificate is made out to"
        ) from error


def _box(account: Account) -> BaseMailBox:
    match account.tls:
        case "tls":
            return MailBox(
                account.host, account.port or 993, timeout=TIMEOUT_SECONDS, ssl_context=_trusting(account.ca_file)
            )
        case "starttls":
            return MailBoxStartTls(
                account.host, account.port or 143, timeout=TIMEOUT_SECONDS, ssl_context=_trusting(account.ca_file)
            )
        case "none":
            return MailBoxUnencrypted(account.host, account.port or 143, timeout=TIMEOUT_SECONDS)
        case other:
            raise MailboxTrouble(f"XINGTAN_MAILBOX_TLS is {other!r}; set it to tls, starttls or none")


def _trusting(ca_file: str) -> ssl.SSLContext:
    """Certificates are looked at: without a context of ours the IMAP library takes any."""
    context = ssl.create_default_context()
    if ca_file:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError as error:
            raise MailboxTrouble(f"XINGTAN_MAILBOX_CA_FILE: no certificates can be read from {ca_file}") from error
    return context


def trouble_of(error: Exception) -> str:
    """What kind of trouble it was: ``certificate``, ``sign_in``, or ``away`` for anything else."""
    if isinstance(error, CertificateRefused):
        return "certificate"
    return "sign_in" if isinstance(error, MailboxLoginError) else "away"


def account_from_settings() -> Account | None:
    """The mailbox named in the settings, or ``None`` when none is."""
    if not settings.MAILBOX_HOST:
        return None
    return Account(
        host=settings.MAILBOX_HOST, port=settings.MAILBOX_PORT, user=settings.MAILBOX_USER,
        password=settings.MAILBOX_PASSWORD, tls=settings.MAILBOX_TLS, folder=settings.MAILBOX_FOLDER,
        done_folder=settings.MAILBOX_DONE_FOLDER, ca_file=settings.MAILBOX_CA_FILE,
    )  # fmt: skip


def own_addresses() -> frozenset[str]:
    """The addresses this house itself writes from or reads at, in lower case."""
    named = (settings.MAILBOX_USER, parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    return frozenset(each.lower() for each in named if "@" in each)

"""A mailbox read over TLS from a real server: its certificate is looked at before a password is sent."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from xingtan.accounts.tests import given as people
from xingtan.mailroom import jobs
from xingtan.mailroom.models import Letter, MailboxLook
from xingtan.mailroom.tests import certificates, dovecot, given
from xingtan.outbox.mailboxes import Account, Mailbox, MailboxTrouble
from xingtan.programmes.tests import given as programmes
from xingtan.rosters.models import Roster

pytestmark = pytest.mark.usefixtures("in_time")
ENCRYPTED = pytest.mark.parametrize("tls", ["tls", "starttls"])


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def server_with(folder: Path, tls: str, **made_out: Any) -> Iterator[dovecot.Server]:
    certificate = certificates.self_signed(folder, **made_out)
    with dovecot.running(folder / "dovecot", tls=tls, certificate=certificate) as server:
        yield server


def name_in(settings: Any, account: Account) -> None:
    settings.MAILBOX_HOST, settings.MAILBOX_PORT, settings.MAILBOX_TLS = account.host, account.port, account.tls
    settings.MAILBOX_USER, settings.MAILBOX_PASSWORD = account.user, account.password
    settings.MAILBOX_CA_FILE = account.ca_file


def refusal_of(account: Account) -> str:
    with pytest.raises(MailboxTrouble) as refused, Mailbox.opened(account):
        pass
    return str(refused.value)


def logins(server: dovecot.Server) -> str:
    return "".join(
        line for line in (server.home / "log").read_text().splitlines(keepends=True) if "Login: user" in line
    )


@pytest.mark.django_db
@ENCRYPTED
def test_a_roster_comes_in_over_tls_from_a_server_whose_certificate_is_named(
    folder: Path, settings: Any, tls: str
) -> None:
    programmes.programme_2020()
    with server_with(folder, tls) as server:
        server.deliver(given.roster_mail())
        name_in(settings, server.account)
        before = logins(server).count("TLS")

        jobs.collect()

        assert Roster.objects.get().state == "draft"
        assert (server.seen(), server.unseen()) == ([1], [])
        assert logins(server).count("TLS") == before + 1


@ENCRYPTED
def test_a_certificate_nobody_vouches_for_is_refused_before_a_password_is_sent(folder: Path, tls: str) -> None:
    with server_with(folder, tls) as server:
        said = refusal_of(replace(server.account, ca_file=""))

        assert "127.0.0.1 is not trusted" in said
        assert "XINGTAN_MAILBOX_CA_FILE" in said
        assert logins(server) == ""


@pytest.mark.parametrize(
    ("made_out", "word"),
    [({"name": "mail.example.org"}, "IP address mismatch"), ({"days": -1}, "certificate has expired")],
)
@ENCRYPTED
def test_a_certificate_of_another_name_or_an_expired_one_is_refused_with_the_reason(
    folder: Path, tls: str, made_out: dict[str, Any], word: str
) -> None:
    with server_with(folder, tls, **made_out) as server:
        assert word in refusal_of(server.account)
        assert logins(server) == ""


@pytest.mark.django_db
def test_a_refused_server_stops_nothing_and_what_is_stored_is_sorted(folder: Path, settings: Any) -> None:
    programmes.programme_2020()
    stored = given.kept(given.roster_mail())
    with server_with(folder, "tls") as server:
        server.deliver(given.roster_mail())
        name_in(settings, replace(server.account, ca_file=""))

        jobs.collect()

        assert server.unseen() == [1]
        assert (MailboxLook.objects.get().trouble, MailboxLook.objects.get().reached_at) == ("certificate", None)
        page = people.signed_in(given.clerk()).get("/mail/").content.decode()
        assert "证书" in page
        name_in(settings, server.account)
        jobs.collect()
        assert "证书" not in people.signed_in(given.clerk()).get("/mail/").content.decode()
        assert (MailboxLook.objects.get().trouble, MailboxLook.objects.get().reached_at) == ("", given.IN_TIME)
        assert server.unseen() == []
    Letter.objects.exclude(pk=stored.pk).delete()
    assert Letter.objects.get().pk == stored.pk
    assert Letter.objects.get().state == "taken"


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_without_certificates_is_named(folder: Path, content: str | None) -> None:
    path = folder / "authority.pem"
    if content is not None:
        path.write_text(content)

    said = refusal_of(Account("127.0.0.1", "rosters", "x", port=1, ca_file=str(path)))

    assert f"no certificates can be read from {path}" in said

"""A real IMAP server for the tests: Dovecot from Debian, in a folder of its own, on a free port of this machine."""

import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xingtan.mailroom.tests.certificates import Certificate
from xingtan.outbox.mailboxes import Account

PROGRAM = shutil.which("dovecot") or "/usr/sbin/dovecot"
USER, PASSWORD = "rosters", "apricot-2020"
START_SECONDS = 20
CONFIG = """
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
{ssl}
disable_plaintext_auth = no
auth_failure_delay = 0
mail_location = maildir:{home}/mail/%u
default_login_user = {login}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 0
mail_uid = {uid}
mail_gid = {gid}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain_port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service old-stats {{
  chroot =
}}
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
}}
"""


@dataclass(frozen=True)
class Server:
    """The running server and its one mailbox."""

    account: Account
    home: Path
    plain_port: int

    def deliver(self, *messages: bytes) -> None:
        """Put messages into the mailbox, as a mail server would."""
        with self.connection() as box:
            for message in messages:
                status, _answer = box.append("INBOX", None, None, message)  # type: ignore[arg-type]
                assert status == "OK"

    @contextmanager
    def connection(self) -> Iterator[imaplib.IMAP4]:
        """Somebody else's look into the same mailbox."""
        with imaplib.IMAP4(self.account.host, self.plain_port) as box:
            box._simple_command("LOGIN", box._quote(USER), box._quote(PASSWORD))  # type: ignore[attr-defined]
            box.state = "AUTH"
            yield box

    def seen(self) -> list[int]:
        """The numbers of the messages marked as seen."""
        return self._searched("SEEN")

    def unseen(self) -> list[int]:
        """The numbers of the messages not marked yet."""
        return self._searched("UNSEEN")

    def _searched(self, what: str, folder: str = "INBOX") -> list[int]:
        with self.connection() as box:
            box.select(folder, readonly=True)
            _status, answer = box.uid("SEARCH", what)
            return [int(each) for each in (answer[0] or b"").split()]

    def in_folder(self, folder: str) -> int:
        """How many messages are in a folder."""
        return len(self._searched("ALL", folder))

    def number_anew(self) -> None:
        """Give the folder a new UIDVALIDITY, as a server does that was restored or moved."""
        for index in (self.home / "mail" / USER).glob("dovecot*"):
            index.unlink()
        time.sleep(1.1)  # the number is the second in which the folder is indexed


@contextmanager
def running(home: Path, *, tls: str = "none", certificate: Certificate | None = None) -> Iterator[Server]:
    """The server, started and ended by its process id. With a certificate it offers TLS, and itself to be trusted."""
    home.mkdir()
    plain_port, tls_port = _free_port(), _free_port() if certificate else 0
    (home / "mail").mkdir()
    (home / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n")
    config = home / "dovecot.conf"
    ssl = f"ssl = yes\nssl_cert = <{certificate.path}\nssl_key = <{certificate.key_path}" if certificate else "ssl = no"
    words = CONFIG.format(home=home, plain_port=plain_port, tls_port=tls_port, ssl=ssl, **_owners(home))
    config.write_text(words)
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    account = Account(
        host="127.0.0.1", port=tls_port if tls == "tls" else plain_port, user=USER, password=PASSWORD, tls=tls,
        ca_file=str(certificate.path) if certificate else "",
    )  # fmt: skip
    try:
        _await(plain_port, process, home)
        yield Server(account, home, plain_port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=START_SECONDS)
        if process.stderr:
            process.stderr.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _owners(home: Path) -> dict[str, object]:
    """Under which accounts its processes run: started by root, under those of the Debian package, else under ours."""
    if os.getuid() != 0:
        me = pwd.getpwuid(os.getuid())
        names = {"login": me.pw_name, "user": me.pw_name, "group": grp.getgrgid(me.pw_gid).gr_name}
        return {**names, "uid": me.pw_uid, "gid": me.pw_gid}
    dovecot = pwd.getpwnam("dovecot")
    home.chmod(0o755)
    shutil.chown(home / "mail", dovecot.pw_uid, dovecot.pw_gid)
    return {"login": "dovenull", "user": "dovecot", "group": "dovecot", "uid": dovecot.pw_uid, "gid": dovecot.pw_gid}


def _await(port: int, process: subprocess.Popen[bytes], home: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            said = process.stderr.read() if process.stderr else b""
            raise RuntimeError(f"Dovecot does not start: {said.decode(errors='replace')}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                if connection.recv(4) == b"* OK":
                    return
        except OSError:
            time.sleep(0.05)
    log = (home / "log").read_text() if (home / "log").exists() else ""
    raise RuntimeError(f"Dovecot does not answer: {log}")

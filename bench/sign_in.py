"""Sign-ins through the real page, against the bare password hash on the same cores.

``python bench/sign_in.py [--people 400] [--threads 8] [--rounds 5]``

Each sign-in is a whole request: form, limits on guessing, the hash, a new session, the audit entry. The
floor is the same hash alone, in as many threads. Both run in turns, so that a busy machine slows both.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.harness import stage

TOKEN = "a" * 32
PASSWORD = "杏花开在坛前的春天"


def prepared(count: int) -> tuple[list[str], str]:
    """Activated teachers with one password: their mobiles, and the password's hash."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - after the stage is set

    from xingtan.accounts.actions import Person, give_learner_posts, open_accounts  # noqa: PLC0415
    from xingtan.accounts.models import Account  # noqa: PLC0415
    from xingtan.foundation import clock  # noqa: PLC0415
    from xingtan.organisations.tests import given as places  # noqa: PLC0415

    mobiles = [f"199{number:08d}" for number in range(count)]
    people = [Person(name=f"教师{mobile[-5:]}", mobile=mobile) for mobile in mobiles]
    accounts = open_accounts(people=people, now=clock.now()).values()
    keys = [account.pk for account in accounts]
    give_learner_posts(account_ids=keys, school=places.school(), programme_code="bench", now=clock.now())
    kept = make_password(PASSWORD)
    Account.objects.update(password=kept, activated_at=clock.now())
    return mobiles, kept


def signs_in(mobile: str) -> None:
    """One browser signing in: the request as the server hands it to the application, every middleware included."""
    from xingtan.config.wsgi import application  # noqa: PLC0415 - after the stage is set

    body = urlencode({"mobile": mobile, "password": PASSWORD, "csrfmiddlewaretoken": TOKEN}).encode()
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/account/sign-in/", "QUERY_STRING": "", "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "10.0.0.1",
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)),
        "HTTP_COOKIE": f"csrftoken={TOKEN}", "wsgi.input": BytesIO(body), "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http", "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    answer = application(environ, lambda *_begun: lambda _part: None)
    answer.close()
    if answer.status_code != 302:
        raise SystemExit(f"{mobile} did not get in: {answer.status_code}")


def hashes(kept: str) -> None:
    """The hash alone."""
    from django.contrib.auth.hashers import check_password  # noqa: PLC0415 - after the stage is set

    check_password(PASSWORD, kept)


def timed(pool: ThreadPoolExecutor, work: Callable[[str], None], items: Sequence[str]) -> float:
    """Wall seconds for all items over the pool."""
    began = time.perf_counter()
    list(pool.map(work, items))
    return time.perf_counter() - began


def main() -> None:
    """Read the words, run both in turns, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--threads", type=int, default=8, help="as many as the server has")
    parser.add_argument("--rounds", type=int, default=5)
    words, _others = parser.parse_known_args()
    with stage("sign_in") as bench, ThreadPoolExecutor(words.threads) as pool:
        mobiles, kept = prepared(words.people)
        timed(pool, signs_in, mobiles[: words.threads * 2])
        pages = floor = 0.0
        for start in range(words.rounds):
            part = mobiles[start :: words.rounds]
            floor += timed(pool, hashes, [kept] * len(part))
            pages += timed(pool, signs_in, part)
        people = len(mobiles)
        bench.report(
            n=people, value=people / pages, unit="sign-ins/s", floor=people / floor, threads=words.threads, target=0.8
        )


if __name__ == "__main__":
    main()

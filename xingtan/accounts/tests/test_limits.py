"""How often one may guess: the rules."""

import pytest

from xingtan.accounts.rules.guessing import (
    LIMITS,
    Attempt,
    Axis,
    Limit,
    address_key,
    client_address,
    sunk,
    wait_seconds,
)

TEN = Limit(burst=10, seconds_each=300)


@pytest.mark.parametrize(("level", "wait"), [(0, 0), (9, 0), (9.5, 150), (10, 300), (11, 600)])
def test_beyond_the_burst_each_guess_costs_its_time(level: float, wait: int) -> None:
    assert wait_seconds(level, limit=TEN) == wait


@pytest.mark.parametrize(("seconds", "level"), [(0, 10), (300, 9), (3000, 0), (9000, 0), (-600, 10)])
def test_the_level_sinks_with_time_and_never_rises_by_a_clock_set_back(seconds: float, level: float) -> None:
    assert sunk(10, seconds=seconds, limit=TEN) == level


def test_nobody_waits_longer_than_one_step_after_the_last_guess_looked_at() -> None:
    for limit in LIMITS.values():
        assert wait_seconds(limit.burst, limit=limit) <= limit.seconds_each + 1


def test_a_stranger_is_counted_on_four_axes() -> None:
    keys = Attempt(subject="h", address="10.0.0.7", school="5").keys

    assert keys == {Axis.ACCOUNT: "h", Axis.SCHOOL: "5", Axis.ADDRESS: "10.0.0.7", Axis.EVERYWHERE: "all"}


def test_a_known_device_is_counted_by_itself_alone() -> None:
    assert Attempt(subject="h", address="10.0.0.7", school="5", device="d").keys == {Axis.DEVICE: "d/h"}


def test_an_unknown_number_is_counted_like_a_known_one() -> None:
    known, unknown = (Attempt(subject=one, address="10.0.0.7").keys for one in ("known", "unknown"))

    assert known.keys() == unknown.keys()


@pytest.mark.parametrize(
    ("address", "key"),
    [("10.0.0.7", "10.0.0.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("", "unknown"), ("<script>", "unknown")],
)
def test_an_ipv6_line_counts_as_one(address: str, key: str) -> None:
    assert address_key(address) == key


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ([], 0, "socket"),
        (["1.1.1.1"], 0, "socket"),
        (["1.1.1.1"], 1, "1.1.1.1"),
        (["invented", "1.1.1.1"], 1, "1.1.1.1"),
        (["invented", " 1.1.1.1", "2.2.2.2"], 2, "1.1.1.1"),
        (["1.1.1.1"], 2, "socket"),
        ([""], 1, ""),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(forwarded: list[str], proxies: int, address: str) -> None:
    assert client_address(remote="socket", forwarded=forwarded, proxies=proxies) == address

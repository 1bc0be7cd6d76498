"""``xingtan WORDS …``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xingtan.config.cli import joined

COMMANDS = {"roster_check", "staff_add", "migrate", "worker"}


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["roster", "check", "a.xlsx", "--json"], ["roster_check", "a.xlsx", "--json"]),
        (["staff", "add", "--name", "王秀英"], ["staff_add", "--name", "王秀英"]),
        (["migrate"], ["migrate"]),
        (["migrate", "accounts"], ["migrate", "accounts"]),
        (["roster"], ["roster"]),
        (["worker", "--batch"], ["worker", "--batch"]),
    ],
)
def test_the_longest_run_of_words_that_names_a_command_wins(words: list[str], command: list[str]) -> None:
    assert joined(words, COMMANDS) == command


def xingtan(*words: str, home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The tool as a person runs it, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "xingtan.config.cli_main", *words],
        env={"PATH": os.environ["PATH"], "XINGTAN_ENV": "demo", "XINGTAN_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_without_words_it_lists_what_it_can_do(tmp_path: Path) -> None:
    said = xingtan(home=tmp_path).stdout

    for command in ("staff add", "worker", "serve", "migrate"):
        assert f"  {command} " in said


def test_an_unknown_word_is_refused(tmp_path: Path) -> None:
    result = xingtan("dance", home=tmp_path)

    assert result.returncode != 0
    assert "dance" in result.stderr


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"XINGTAN_ENV": "staging"}, "set it to production, demo or test"),
        ({"XINGTAN_ENV": "production"}, "XINGTAN_SECRET_KEY is not set"),
    ],
)
def test_a_wrong_environment_stops_the_start_with_the_remedy(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    result = xingtan("check", home=tmp_path, **environment)

    assert result.returncode != 0
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_keys_made_outside_production_are_kept_and_readable_by_their_owner_only(tmp_path: Path) -> None:
    xingtan("check", home=tmp_path)
    before = {file.name: file.read_text() for file in (tmp_path / "keys").iterdir()}
    xingtan("check", home=tmp_path)

    assert before
    for file in (tmp_path / "keys").iterdir():
        assert file.read_text() == before[file.name]
        assert file.stat().st_mode & 0o777 == 0o600

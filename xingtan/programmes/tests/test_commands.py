"""``xingtan programme check|load|copy`` on the command line."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from xingtan.foundation import clock
from xingtan.notices.models import Notice
from xingtan.programmes.models import Programme
from xingtan.programmes.queries import SHIPPED
from xingtan.programmes.rules import week_of_term


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A copy of the shipped file with a wrong fee and an unquoted price."""
    text = SHIPPED.read_text(encoding="utf-8").replace('fee_yuan = "120.00"', 'fee_yuan = "130.00"')
    file = tmp_path / "next-year.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_check_accepts_the_shipped_file(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("programme_check")

    assert capsys.readouterr().out == "✓ xinzhou-2020.toml\n"


def test_check_names_file_key_what_and_remedy(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with override("en"), pytest.raises(CommandError):
        call_command("programme_check", faulty)

    said = capsys.readouterr().out
    assert "next-year.toml, fee.fee_yuan is 130.00, but 48 class hours × 2.50 yuan are 120.00" in said
    assert "Change one of the three" in said


@pytest.mark.parametrize("content", [b"[programme\ncode=", b"\xff\xfe\x00", b""])
def test_check_answers_what_is_no_programme_file(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        call_command("programme_check", file)

    assert "broken.toml" in str(refused.value)


def test_check_answers_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("programme_check", tmp_path / "nowhere.toml")

    assert "nowhere.toml" in str(refused.value)


@pytest.mark.django_db
def test_load_stores_programme_and_notice_and_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("divisions_load")
    call_command("programme_load")
    first = [m.public_id for m in Notice.objects.get().materials.all()]

    call_command("programme_load")

    assert "nothing to change" in capsys.readouterr().out.splitlines()[-1]
    assert [m.public_id for m in Notice.objects.get().materials.all()] == first
    assert Programme.objects.get().notice == Notice.objects.get()


@pytest.mark.django_db
def test_load_moves_the_calendar_into_the_third_week() -> None:
    call_command("divisions_load")

    with clock.standing_at(clock.moment(2026, 11, 23, 10)):
        call_command("programme_load", moved_to_week=3)

    programme = Programme.objects.get()
    assert week_of_term(programme.calendar, clock.moment(2026, 11, 23).date()) == 3
    assert programme.is_demo


@pytest.mark.django_db
def test_load_before_the_divisions_says_which_command_comes_first() -> None:
    with pytest.raises(CommandError) as refused:
        call_command("programme_load")

    assert "xingtan divisions load" in str(refused.value)
    assert not Programme.objects.exists()


@pytest.mark.django_db
def test_a_faulty_file_is_not_loaded(faulty: Path) -> None:
    call_command("divisions_load")

    with pytest.raises(CommandError):
        call_command("programme_load", faulty)

    assert not Programme.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_copy_says_what_is_still_to_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("divisions_load")
    call_command("programme_load")

    call_command("programme_copy", "xinzhou-2020", "xinzhou-2021", "--starts", "2021-12-12")

    said = capsys.readouterr().out
    assert "enrolment until 2021-12-09 23:59:59" in said
    assert "holidays" in said


@pytest.mark.django_db
def test_copy_refuses_a_day_that_is_none() -> None:
    with pytest.raises(CommandError):
        call_command("programme_copy", "xinzhou-2020", "xinzhou-2021", "--starts", "2021-13-12")

"""Bills drawn, a statement imported, its lines matched: nothing lost, nothing wrong, every yuan accounted for."""

from pathlib import Path

import pytest

from bench import reconciliation

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).resolve().parents[3] / "tests/samples/reconciliation"


def test_the_sample_goes_through_the_house_without_a_wrong_booking(tmp_path: Path) -> None:
    figures = reconciliation.run(SAMPLE, tmp_path / "decisions.csv")

    assert (figures["lost"], figures["wrong_bookings"], figures["yuan_conserved"]) == (0, 0, True)
    assert figures["booked_share"] >= 0.97
    assert figures["right_first_suggestion"] >= 0.97
    assert len(reconciliation.rows_of(tmp_path / "decisions.csv")) == figures["lines"]


def test_invented_transfers_go_through_the_house_without_a_wrong_booking(tmp_path: Path) -> None:
    reconciliation.write_invented(tmp_path, 300)

    figures = reconciliation.run(tmp_path, None)

    assert (figures["lost"], figures["wrong_bookings"], figures["yuan_conserved"]) == (0, 0, True)
    assert figures["booked_share"] >= 0.95

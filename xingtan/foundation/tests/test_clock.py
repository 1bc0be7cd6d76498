"""The one clock of the house."""

from datetime import UTC, datetime, timedelta

from xingtan.foundation import clock


def test_a_moment_is_meant_on_the_wall_clock_of_shanghai() -> None:
    assert clock.moment(2020, 12, 10, 8) == datetime(2020, 12, 10, 0, tzinfo=UTC)


def test_the_clock_stands_where_it_is_put_and_goes_on_afterwards() -> None:
    noon = clock.moment(2020, 12, 12, 12)

    with clock.standing_at(noon):
        assert clock.now() == noon
        assert clock.today() == noon.date()

    assert clock.now() - noon > timedelta(days=365)


def test_standing_clocks_nest() -> None:
    outer, inner = clock.moment(2020, 12, 1), clock.moment(2021, 4, 12)

    with clock.standing_at(outer):
        with clock.standing_at(inner):
            assert clock.now() == inner
        assert clock.now() == outer


def test_a_foreign_moment_is_told_in_the_time_of_shanghai() -> None:
    with clock.standing_at(datetime(2020, 12, 9, 18, 30, tzinfo=UTC)):
        assert clock.now().isoformat() == "2020-12-10T02:30:00+08:00"
        assert clock.today().isoformat() == "2020-12-10"

"""Queries of one request have so much time together."""

from collections.abc import Iterator

import pytest

from tests.clock import Clock
from tests.factories import example_version
from webapp.query import deadline
from webapp.query.deadline import TooSlowError, check_deadline, end_deadline, start_deadline
from webapp.query.measure import Measure, run
from webapp.query.report import ReportView, report_lines
from webapp.query.view import View


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    clock = Clock()
    clock.now = 100.0
    monkeypatch.setattr(deadline, "monotonic", clock)
    yield clock
    end_deadline()


def test_it_is_raised_once_the_time_is_up_and_not_before(clock: Clock) -> None:
    start_deadline(10)
    clock.now = 110
    check_deadline("counting")
    clock.now = 110.1
    with pytest.raises(TooSlowError, match="counting took more than 10 seconds"):
        check_deadline("counting")
    end_deadline()
    check_deadline("counting")


@pytest.mark.parametrize(("seconds_a_part", "parts_done"), [(1, 7), (4, 3), (11, 1)])
def test_a_measure_stops_between_parts_and_gives_no_part_of_a_number(
    clock: Clock, seconds_a_part: int, parts_done: int
) -> None:
    done = []

    def partial(part: object, view: View) -> int:
        done.append(part)
        clock.now += seconds_a_part
        return 1

    version = example_version(parts=7)
    start_deadline(10)
    if parts_done == 7:
        assert run(Measure(partial, lambda found, view: sum(found)), version, View()) == 7
    else:
        with pytest.raises(TooSlowError):
            run(Measure(partial, lambda found, view: sum(found)), version, View())
    assert len(done) == parts_done


def test_the_last_part_may_be_the_slow_one(clock: Clock) -> None:
    def partial(part: object, view: View) -> int:
        clock.now += 11
        return 1

    start_deadline(10)
    with pytest.raises(TooSlowError):
        run(Measure(partial, lambda found, view: sum(found)), example_version(), View())


def test_looking_through_the_lines_stops_too(clock: Clock) -> None:
    start_deadline(10)
    clock.now += 11
    with pytest.raises(TooSlowError, match="looking through the lines"):
        report_lines(example_version(), ReportView(search="iran"))

"""Work that failed waits: a second, then twice as long, at most a minute."""

import pytest

from config.setbacks import LONGEST_WAIT, Setbacks


class Clock:
    """The machine's seconds, moved by hand."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


class Work:
    """Work that fails until it is mended."""

    def __init__(self):
        self.tries, self.is_mended = 0, False

    def __call__(self):
        self.tries += 1
        if not self.is_mended:
            raise ZeroDivisionError
        return 7


def test_what_failed_a_moment_ago_is_left_alone(clock):
    work, setbacks = Work(), Setbacks(clock=clock)

    assert [setbacks.attempt("work", work) for _ in range(3)] == [0, 0, 0]
    clock.seconds += 1
    setbacks.attempt("work", work)

    assert work.tries == 2


def test_each_failure_doubles_the_wait_up_to_a_minute(clock, caplog):
    work, setbacks = Work(), Setbacks(clock=clock)

    for _ in range(600):
        setbacks.attempt("work", work)
        clock.seconds += 1

    waits = [int(record.getMessage().split()[-2]) for record in caplog.records]
    assert waits == [1, 2, 4, 8, 16, 32, *[int(LONGEST_WAIT)] * 9]


def test_what_went_well_is_forgotten(clock):
    work, setbacks = Work(), Setbacks(clock=clock)
    setbacks.attempt("work", work)
    work.is_mended = True
    clock.seconds += 1

    assert [setbacks.attempt("work", work) for _ in range(2)] == [7, 7]


def test_other_work_does_not_wait(clock):
    broken, whole, setbacks = Work(), Work(), Setbacks(clock=clock)
    whole.is_mended = True

    setbacks.attempt("broken", broken)

    assert setbacks.attempt("whole", whole) == 7

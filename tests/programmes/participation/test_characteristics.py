"""A characteristic applies from its first day up to the day on which it was no longer so."""

from datetime import date

import pytest

from onward.programmes.participation.characteristics import applied_on

DAY = date(2025, 10, 31)


@pytest.mark.parametrize(
    ("told", "applied"),
    [
        ({"state": "notified"}, True),
        ({"state": "notified", "on": "2025-10-31"}, True),
        ({"state": "notified", "on": "2025-11-01"}, False),
        ({"state": "withdrawn"}, False),
        ({"state": "withdrawn", "on": "2025-10-31"}, False),
        ({"state": "withdrawn", "on": "2025-11-01"}, True),
        ({"state": "withdrawn", "since": "2025-10-31", "on": "2025-11-01"}, True),
        ({"state": "withdrawn", "since": "2025-11-01", "on": "2025-11-02"}, False),
    ],
)
def test_it_applies_from_its_first_day_to_the_day_before_it_ended(told, applied):
    assert applied_on(told, DAY) is applied

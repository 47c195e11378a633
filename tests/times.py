"""The moments that tests happen at."""

from datetime import UTC, datetime

NOON = datetime(2017, 5, 2, 11, 0, tzinfo=UTC)  # noon in London, a Tuesday

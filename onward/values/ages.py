"""Ages in whole years, as the law of the United Kingdom counts them."""

from datetime import date


def age_on(day: date, *, born: date) -> int:
    """Whole years of age at the beginning of a day, in London dates.

    A year is reached as the anniversary begins (Family Law Reform Act 1969 s.9); who was born on
    29 February reaches it on 1 March in a year without that day. Raises ValueError before birth.
    """
    if day < born:
        raise ValueError("Nobody has an age before birth.")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

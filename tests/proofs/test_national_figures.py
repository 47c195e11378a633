"""The published figures of England, 2025, out of 1.3 million generated young people."""

from datetime import date
from fractions import Fraction
from itertools import chain, repeat

import pytest

from onward.programmes.participation.activity import Activity
from onward.programmes.participation.figures import (
    Counts,
    counted,
    counts,
    mean,
    printed,
    rounded_to_ten,
)

pytestmark = pytest.mark.prove

WINTER = [date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28)]
BORN = {16: date(2007, 10, 10), 17: date(2007, 3, 1)}
# Of each group the cohort, NEET and not known, in thirds: what the three months add up to.
ENGLAND = {
    (16, "female"): (969_660, 22_926, 12_093),
    (17, "female"): (936_450, 34_923, 25_116),
    (16, "male"): (1_020_660, 30_810, 15_060),
    (17, "male"): (992_928, 47_170, 32_069),
}
# As published: cohort, NEET or not known, NEET, not known, and the three percentages.
PUBLISHED = {
    ((16, "female"),): (323_220, 11_670, 7_640, 4_030, "3.6", "2.4", "1.2"),
    ((17, "female"),): (312_150, 20_010, 11_640, 8_370, "6.4", "3.7", "2.7"),
    ((16, "male"),): (340_220, 15_290, 10_270, 5_020, "4.5", "3.0", "1.5"),
    ((17, "male"),): (330_980, 26_410, 15_720, 10_690, "8.0", "4.8", "3.2"),
    ((16, "female"), (17, "female")): (635_370, 31_690, 19_280, 12_400, "5.0", "3.0", "2.0"),
}


def people(age, code, number, *, on):
    """So many people with one activity that is current on the day."""
    activity = Activity(code=code, started_on=on, verified_on=on)
    return repeat((BORN[age], activity), number)


def a_winter(age, total, neet, not_known):
    """Three months whose people add up to these totals."""
    months = []
    for place, on in enumerate(WINTER):
        cohort, seeking, lost = (
            third // 3 + (place < third % 3) for third in (total, neet, not_known)
        )
        groups = (
            people(age, "619", seeking, on=on),
            people(age, "810", lost, on=on),
            people(age, "210", cohort - seeking - lost, on=on),
        )
        months.append(counts(counted(chain(*groups), on=on)))
    return mean(months)


@pytest.fixture(scope="module")
def winters():
    return {group: a_winter(group[0], *thirds) for group, thirds in ENGLAND.items()}


@pytest.mark.parametrize(("groups", "published"), PUBLISHED.items())
def test_the_figures_of_england_are_printed_as_published(winters, groups, published):
    nobody = Counts(Fraction(0), Fraction(0), Fraction(0))
    found = sum((winters[group] for group in groups), nobody)

    shown = (found.neet_or_not_known, found.neet, found.not_known)
    assert (
        rounded_to_ten(found.of),
        *map(rounded_to_ten, shown),
        *(printed(100 * part / found.of) for part in shown),
    ) == published

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.programmes.participation.guarantee import (
    GUARANTEE,
    NOT_RECORDED,
    Block,
    GuaranteeStatus,
    Offer,
    WrongStatus,
    block,
    codes,
    cycle_of,
    offer,
)

BORN = date(2009, 10, 10)
RECORDED = [
    GuaranteeStatus(on=date(2026, 6, 20), block=Block.YEAR_11, code="150"),
    GuaranteeStatus(on=date(2026, 9, 12), block=Block.YEAR_11, code="110"),
]


@pytest.mark.parametrize(
    ("period_end", "needed", "shown"),
    [
        (date(2026, 3, 31), None, NOT_RECORDED),
        (date(2026, 6, 30), Block.YEAR_11, "150"),
        (date(2026, 9, 30), Block.YEAR_11, "110"),
        (date(2027, 3, 31), Block.YEAR_11, "110"),
    ],
)
def test_in_september_the_same_people_keep_their_block(period_end, needed, shown):
    """`ccis.md` 9b.14"""
    assert block(BORN, on=period_end) == needed
    assert GUARANTEE.status(RECORDED, block=Block.YEAR_11, on=period_end) == shown


def test_the_year_after_the_same_person_needs_the_other_block():
    assert block(BORN, on=date(2027, 4, 30)) is Block.YEAR_12
    assert GUARANTEE.status(RECORDED, block=Block.YEAR_12, on=date(2027, 6, 30)) == NOT_RECORDED
    assert block(BORN, on=date(2028, 4, 30)) is None


@pytest.mark.parametrize("code", ["114", "115", "199", ""])
def test_a_year_11_person_has_no_status_of_year_12(code):
    """`ccis.md` 9b.14"""
    with pytest.raises(WrongStatus, match="not a guarantee status of year 11"):
        GuaranteeStatus(on=date(2026, 6, 20), block=Block.YEAR_11, code=code)


def test_a_status_after_the_grace_date_no_longer_changes_the_guarantee():
    late = GuaranteeStatus(on=date(2026, 11, 5), block=Block.YEAR_11, code="120")
    until_november = replace(GUARANTEE, grace_month=11, grace_day=30)

    end_of_november = date(2026, 11, 30)
    for rules, shown in ((GUARANTEE, "110"), (until_november, "120")):
        found = rules.status([*RECORDED, late], block=Block.YEAR_11, on=end_of_november)
        assert found == shown


def test_every_status_counts_as_one_of_four():
    assert offer("110", block=Block.YEAR_11) is Offer.MADE
    assert offer("114", block=Block.YEAR_12) is Offer.MADE
    assert offer("124", block=Block.YEAR_12) is Offer.NOT_APPROPRIATE
    assert offer("140", block=Block.YEAR_11) is Offer.NONE
    assert offer("159", block=Block.YEAR_11) is Offer.NOT_RECORDED
    assert codes(Block.YEAR_12).keys() - codes(Block.YEAR_11).keys() == {"114", "115"}


@given(st.dates(date(2000, 1, 1), date(2012, 1, 1)), st.dates(date(2015, 1, 1), date(2030, 1, 1)))
def test_the_block_changes_in_april_alone(born, on):
    after = on + timedelta(days=1)

    if cycle_of(on) == cycle_of(after):
        assert block(born, on=on) == block(born, on=after)
    else:
        assert (after.month, after.day) == (4, 1)

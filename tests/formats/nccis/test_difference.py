"""From one return to the next: who joined, who left, who is missing, and what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.formats.nccis.difference import Kind, difference
from onward.formats.nccis.record import Record
from tests.formats.nccis.returns import a_record

statuses = st.sampled_from(["P", "G", "A", "L", "T", "E", "M", "D"])
months = st.dictionaries(st.integers(1, 6).map(str), statuses)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, "P", Kind.JOINED),
        (None, "T", Kind.JOINED),
        ("P", "P", Kind.SAME),
        ("P", "G", Kind.CHANGED),
        ("P", "T", Kind.LEAVING),
        ("G", "A", Kind.LEAVING),
        ("T", None, Kind.GONE),
        ("P", None, Kind.MISSING),
        ("T", "T", Kind.AGAIN),
        ("T", "P", Kind.AGAIN),
    ],
)
def test_what_became_of_somebody(before, after, kind):
    """`ccis.md` 9b.13: a leaver is reported once"""
    earlier, later = (
        [] if status is None else [a_record(cohort_status=status)] for status in (before, after)
    )

    assert [change.kind for change in difference(earlier, later)] == [kind]


def test_the_items_that_changed_are_named():
    after = a_record(activity_code="310", characteristics=("110",))

    (change,) = difference([a_record()], [after])

    assert change.kind is Kind.CHANGED
    assert change.items == ("characteristics", "activity_code")


@given(months, months)
def test_everybody_of_either_return_is_told_of_once(earlier, later):
    before, after = (
        [Record(young_persons_id=each, cohort_status=status) for each, status in month.items()]
        for month in (earlier, later)
    )

    told = [change.young_persons_id for change in difference(before, after)]

    assert sorted(told) == sorted(earlier.keys() | later.keys())


def test_a_change_keeps_people_out_of_logs():
    (change,) = difference([], [a_record()])

    assert "Mistry" not in repr(change)

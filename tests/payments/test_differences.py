"""Four accounts of one run agree to the penny, or each disagreement is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.payments.differences import ANSWERS, Kind, Line, Source, differences
from onward.values.pence import Pence

PAID, REJECTED = "PAID", "REJECTED"


def told(**pence: int) -> dict[Source, list[Line]]:
    """All four say the same: these claims, these pence, all paid."""
    lines = [Line(reference=reference, pence=Pence(each)) for reference, each in pence.items()]
    finance = [Line(reference=line.reference, pence=line.pence, status=PAID) for line in lines]
    return {
        Source.PAYFILE: lines,
        Source.FINANCE: finance,
        Source.PAYFILE_REPORT: list(lines),
        Source.PPVR: list(lines),
    }


def kinds(said: dict[Source, list[Line]]) -> list[Kind]:
    return [difference.kind for difference in differences(said)]


def test_equal_accounts_have_no_difference():
    assert differences(told(A=17_000, B=21_500)) == []


def test_a_payfile_of_two_rows_reconciles_and_a_third_row_is_a_break():
    """REQ-000-009: programmes.md example 27; the clerical 370.00 stands in no file."""
    said = told(A=17_000, B=21_500)
    assert sum(line.pence for line in said[Source.PAYFILE]) == 38_500
    assert differences(said) == []

    said[Source.PAYFILE_REPORT].append(Line(reference="C", pence=Pence(37_000)))

    [difference] = differences(said)
    assert (difference.kind, difference.reference) == (Kind.UNKNOWN, "C")
    assert difference.pence == {Source.PAYFILE_REPORT: 37_000}
    assert difference.words == "The payfile report has a line for C, which is not in the payfile."


@pytest.mark.parametrize("source", ANSWERS)
def test_a_line_that_is_left_out_is_missing(source):
    said = told(A=17_000, B=21_500)
    said[source].pop()

    assert kinds(said) == [Kind.MISSING]


@pytest.mark.parametrize("source", ANSWERS)
def test_a_penny_more_is_a_difference_with_both_amounts(source):
    said = told(A=17_000, B=21_500)
    said[source][0] = Line(reference="A", pence=Pence(17_001), status=PAID)

    [difference] = differences(said)

    assert difference.kind is Kind.AMOUNT
    assert difference.pence == {Source.PAYFILE: 17_000, source: 17_001}
    assert "£170.01" in difference.words
    assert "£170.00" in difference.words


@pytest.mark.parametrize("source", ANSWERS)
def test_an_account_that_has_not_come_is_one_difference(source):
    said = told(A=17_000, B=21_500)
    said[source] = []

    assert kinds(said) == [Kind.NOT_RECEIVED]


def test_a_line_that_stands_twice_is_a_difference():
    said = told(A=17_000)
    said[Source.PPVR] *= 2

    assert kinds(said) == [Kind.TWICE]


def test_a_rejected_line_is_explained_if_the_ppvr_leaves_it_out():
    said = told(A=17_000, B=21_500)
    said[Source.FINANCE][0] = Line(reference="A", pence=Pence(17_000), status=REJECTED)
    assert kinds(said) == [Kind.PAID_THOUGH_REJECTED]

    said[Source.PPVR] = said[Source.PPVR][1:]

    assert differences(said) == []


def test_when_all_lines_are_rejected_no_ppvr_is_owed():
    said = told(A=17_000)
    said[Source.FINANCE] = [Line(reference="A", pence=Pence(17_000), status=REJECTED)]
    said[Source.PPVR] = []

    assert differences(said) == []


amounts = st.dictionaries(
    st.text(alphabet="ABCDEF123", min_size=1, max_size=6),
    st.integers(min_value=1, max_value=10**9),
    min_size=2,
    max_size=12,
)


@given(amounts, st.data())
def test_one_change_anywhere_is_found_and_nothing_else_is(pence, data):
    said = told(**pence)
    source = data.draw(st.sampled_from(ANSWERS))
    place = data.draw(st.integers(0, len(pence) - 1))
    line = said[source][place]
    how = data.draw(st.sampled_from([Kind.AMOUNT, Kind.MISSING, Kind.UNKNOWN, Kind.TWICE]))
    if how is Kind.AMOUNT:
        more = data.draw(st.integers(1, 10**6))
        said[source][place] = Line(reference=line.reference, pence=line.pence + more, status=PAID)
    elif how is Kind.MISSING:
        del said[source][place]
    else:
        reference = line.reference if how is Kind.TWICE else "Z"
        said[source].append(Line(reference=reference, pence=line.pence, status=PAID))

    assert kinds(said) == [how]

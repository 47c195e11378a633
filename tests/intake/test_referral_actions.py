"""A provider acknowledges, starts and ends in bulk; a row that may not is told why."""

from datetime import timedelta

import pytest

from onward.casework.models import Referral, Status
from onward.intake.taking_in import Done
from tests.casework.factories import EXIT
from tests.databases import demonstration
from tests.intake.factories import Trade, a_trade, a_zip, actions, checked, taken_in
from tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_demonstration")]

LATER = NOON + timedelta(days=30)


def two_referrals() -> Trade:
    """PO-1 and PO-2 have arrived with the provider; both were referred on 2 May."""
    trade = a_trade()
    with demonstration():
        taken_in(trade.staff_of(trade.department), a_zip(trade.row("PO-1"), trade.row("PO-2")))
        trade.deliver()
    return trade


@pytest.fixture
def django_db_setup(prepared):
    return prepared(two_referrals)


def act(trade: Trade, *rows: tuple[str, str, str, str]) -> Done:
    by = trade.staff_of(trade.provider)
    return taken_in(by, actions(*rows), feed="referral-actions", at=LATER)


def status_of(trade: Trade, reference: str) -> str:
    with trade.at_work(trade.provider):
        return Referral.objects.get(reference=reference).status


def test_a_whole_case_goes_in_one_file_in_any_order(trade):
    done = act(
        trade,
        ("PO-1", "END", "2017-05-30", EXIT),
        ("PO-1", "START", "2017-05-08", ""),
        ("PO-1", "ACKNOWLEDGE", "2017-05-03", ""),
    )

    assert (done.done_count, done.problems) == (3, [])
    assert status_of(trade, "PO-1") == Status.ENDED


def test_good_rows_are_kept_where_others_are_refused(trade):
    done = act(
        trade,
        ("PO-1", "ACKNOWLEDGE", "2017-05-03", ""),
        ("PO-1", "START", "2017-05-01", ""),
        ("PO-2", "START", "2017-05-08", ""),
        ("PO-9", "ACKNOWLEDGE", "2017-05-03", ""),
    )

    assert (done.done_count, len(done.problems)) == (1, 3)
    assert (status_of(trade, "PO-1"), status_of(trade, "PO-2")) == (
        Status.ACKNOWLEDGED,
        Status.REFERRED,
    )


@pytest.mark.parametrize(
    ("rows", "column", "words"),
    [
        ([("PO-1", "START", "2017-05-08", "")], "action", "cannot be started"),
        ([("PO-1", "ACKNOWLEDGE", "2017-05-01", "")], "on", "made after this day"),
        ([("PO-1", "ACKNOWLEDGE", "2017-07-01", "")], "on", "today or in the past"),
        ([("PO-9", "START", "2017-05-08", "")], "referral_reference", "no referral"),
        ([("PO-1", "END", "2017-05-08", "")], "reason", "needs a reason"),
    ],
)
def test_a_row_that_may_not_be_done_says_where_and_why(trade, rows, column, words):
    by = trade.staff_of(trade.provider)

    (problem,) = checked(by, actions(*rows), feed="referral-actions", at=LATER).problems

    assert (problem.file, problem.row, problem.column) == ("file.csv", 2, column)
    assert words in problem.rule
    assert problem.remedy


@pytest.mark.parametrize(
    ("day", "reason", "column"),
    [("2017-05-05", EXIT, "on"), ("2017-05-20", "NO_SUCH_REASON", "reason")],
)
def test_an_end_comes_after_the_start_and_for_a_reason_of_the_list(trade, day, reason, column):
    act(trade, ("PO-1", "ACKNOWLEDGE", "2017-05-03", ""), ("PO-1", "START", "2017-05-08", ""))

    done = act(trade, ("PO-1", "END", day, reason))

    assert [problem.column for problem in done.problems] == [column]


def test_what_was_done_before_changes_nothing(trade):
    first = ("PO-1", "ACKNOWLEDGE", "2017-05-03", "")
    act(trade, first)

    done = act(trade, first, ("PO-2", "ACKNOWLEDGE", "2017-05-03", ""))

    assert (done.done_count, done.unchanged_count, done.problems) == (1, 1, [])


def test_another_day_for_a_start_that_is_recorded_is_not_taken_in_quietly(trade):
    act(trade, ("PO-1", "ACKNOWLEDGE", "2017-05-03", ""), ("PO-1", "START", "2017-05-08", ""))

    done = act(trade, ("PO-1", "START", "2017-05-09", ""))

    assert "already been started" in done.problems[0].rule
    assert done.problems[0].remedy


def test_a_referral_of_another_provider_looks_like_none(trade):
    other = a_trade()

    done = taken_in(
        other.staff_of(other.provider),
        actions(("PO-1", "ACKNOWLEDGE", "2017-05-03", "")),
        feed="referral-actions",
        at=LATER,
    )

    assert "no referral" in done.problems[0].rule

"""Bad files of every kind: each answer names file, row, column, value, rule and remedy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from onward.casework.models import Referral
from onward.demonstration import bad_files
from onward.demonstration.world import Contract, invented_world
from onward.disclosures.models import Disclosure, Parcel
from onward.formats.problem import Problem
from onward.intake.checking import check
from onward.intake.models import Landing
from onward.intake.taking_in import accept
from onward.ledger.models import Entry
from onward.outcomes.models import Job
from onward.parties.models import Staff
from onward.people.models import Fact, Record
from onward.tenancy.context import acting_for
from tests.intake.factories import Trade, a_zip, actions, landed, taken_in
from tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_demonstration")]

REFERRED_ON = bad_files.REFERRED_ON
STARTED_ON = REFERRED_ON + timedelta(days=6)
LATER = NOON + timedelta(days=30)
COUNTED = (Landing, Record, Fact, Referral, Disclosure, Parcel, Job, Entry)
Where = tuple[str, int | None, str | None, str | None]

# What is sent, the good rows in it, and where the one problem is.
REFERRAL_FILES: dict[str, tuple[Callable[..., bytes], int, Where]] = {
    "empty zip": (lambda **_: bad_files.empty_zip(), 0, ("file.zip", None, None, None)),
    "zip bomb": (lambda **_: bad_files.zip_bomb(), 0, ("file.zip", None, None, "referrals.csv")),
    "wrong encoding": (bad_files.wrong_encoding, 0, ("referrals.csv", 3, None, "ller")),
    "missing column": (bad_files.missing_column, 0, ("referrals.csv", 1, "surname", "")),
    "wrong suffix": (
        bad_files.nino_with_wrong_suffix,
        2,
        ("referrals.csv", 3, "nino", "QQ123456E"),
    ),
    "same referral twice": (
        bad_files.same_referral_twice,
        2,
        ("referrals.csv", 4, "referral_reference", "BAD17"),
    ),
    "formula in a name": (
        bad_files.formula_in_name,
        2,
        ("referrals.csv", 3, "surname", bad_files.FORMULA),
    ),
}


def contract_of(trade: Trade) -> Contract:
    """The demonstration's contract under this trade's codes."""
    made_up = invented_world().contracts[0]
    return replace(made_up, provider=trade.provider.code, opportunity=trade.opportunity.code)


def send(by: Staff, content: bytes, feed: str) -> tuple[list[Problem], int]:
    """Everything a user does with a file: problems, and the rows that were taken in."""
    landing = landed(by, content, feed=feed, at=LATER)
    checked = check(landing, by=by, at=LATER)
    if checked.refused:
        return checked.problems, 0
    done = accept(landing, by=by, at=LATER, texts_read=True)
    assert done.problems == checked.problems
    return done.problems, done.done_count


def rows_of(by: Staff) -> list[int]:
    with acting_for(by.organisation_id, user=by.pk):
        return [model._default_manager.count() for model in COUNTED]


def assert_told(problem: Problem, where: Where) -> None:
    file, row, column, value = where
    assert (problem.file, problem.row, problem.column) == (file, row, column)
    assert problem.value is None if value is None else value in (problem.value or "")
    for words in (problem.rule, problem.remedy):
        assert words[0].isupper()
        assert words.rstrip().endswith((".", "?"))


@pytest.mark.parametrize("kind", REFERRAL_FILES)
def test_a_bad_referral_file_is_told_where_and_why_and_keeps_its_good_rows(trade, kind):
    make, good, where = REFERRAL_FILES[kind]
    by, content = trade.staff_of(trade.department), make(contract=contract_of(trade))

    problems, done = send(by, content, "referrals")

    (problem,) = problems
    assert_told(problem, where)
    assert done == good
    before = rows_of(by)
    assert send(by, content, "referrals") == (problems, done)
    assert rows_of(by) == before


def an_acknowledged_referral(trade: Trade) -> None:
    taken_in(trade.staff_of(trade.department), a_zip(trade.row("PO-1")))
    trade.deliver()
    act(trade, ("PO-1", "ACKNOWLEDGE", REFERRED_ON.isoformat(), ""))


def act(trade: Trade, *rows: tuple[str, str, str, str]) -> None:
    by = trade.staff_of(trade.provider)
    taken_in(by, actions(*rows), feed="referral-actions", at=LATER)


def test_a_start_before_the_referral_is_refused(trade):
    an_acknowledged_referral(trade)
    content = bad_files.start_before_referral("PO-1", referred_on=REFERRED_ON)
    by = trade.staff_of(trade.provider)

    (problem,), done = send(by, content, "referral-actions")

    assert_told(problem, ("file.csv", 2, "on", "2017-05-01"))
    assert "2 May 2017" in problem.rule
    before = rows_of(by)
    assert send(by, content, "referral-actions") == ([problem], done)
    assert (done, rows_of(by)) == (0, before)


def test_an_outcome_before_the_start_is_refused(trade):
    an_acknowledged_referral(trade)
    act(trade, ("PO-1", "START", STARTED_ON.isoformat(), ""))
    content = bad_files.outcome_before_start("PO-1", started_on=STARTED_ON)
    by = trade.staff_of(trade.provider)

    (problem,), done = send(by, content, "job-starts")

    assert_told(problem, ("file.csv", 2, "job_started_on", str(date(2017, 5, 7))))
    before = rows_of(by)
    assert send(by, content, "job-starts") == ([problem], done)
    assert (done, rows_of(by)) == (0, before)


def test_of_many_rows_the_bad_ones_are_listed_and_the_good_ones_kept(trade):
    by = trade.staff_of(trade.department)
    content = bad_files.many_with_some_bad(count=200, bad=10, contract=contract_of(trade))

    problems, done = send(by, content, "referrals")

    assert (done, len({problem.row for problem in problems})) == (190, 10)
    for problem in problems:
        assert_told(problem, ("referrals.csv", problem.row, problem.column, problem.value))
        assert (problem.row, problem.column, bool(problem.value)) != (None, None, False)


def test_a_thousand_rows_with_fifty_bad_ones_are_checked_in_one_go(trade):
    by = trade.staff_of(trade.department)
    content = bad_files.many_with_some_bad(count=1_000, bad=50, contract=contract_of(trade))

    checked = check(landed(by, content), by=by, at=LATER)

    assert (checked.row_count, checked.good_count) == (1_000, 950)
    assert len({problem.row for problem in checked.problems}) == 50
    assert all(problem.column and problem.value and problem.remedy for problem in checked.problems)

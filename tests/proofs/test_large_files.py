"""The largest files that are sent: ten thousand referrals, and all their free text."""

import pytest

from onward.demonstration import bad_files
from onward.formats.archive import open_zip, write_zip
from onward.intake.checking import check
from tests.databases import demonstration
from tests.formats.test_archive import MEGABYTE, free_text
from tests.intake.factories import a_trade, landed
from tests.intake.test_bad_input import contract_of
from tests.times import NOON

pytestmark = pytest.mark.prove


@pytest.mark.django_db
def test_ten_thousand_rows_with_five_hundred_bad_ones_are_checked_in_one_go():
    trade = a_trade()
    by = trade.staff_of(trade.department)
    content = bad_files.many_with_some_bad(contract=contract_of(trade))

    with demonstration():
        checked = check(landed(by, content), by=by, at=NOON)

    assert (checked.row_count, checked.good_count) == (10_000, 9_500)
    assert len({problem.row for problem in checked.problems}) == 500
    assert all(problem.column and problem.value and problem.remedy for problem in checked.problems)


def test_ten_thousand_referrals_with_free_text_fit():
    text = free_text(10_000)

    opened = open_zip(write_zip({"referrals.csv": text}), name="x.zip")

    assert len(text) > 30 * MEGABYTE
    assert opened.members == {"referrals.csv": text}

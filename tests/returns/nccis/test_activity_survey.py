"""The survey of 1 November is returned as CSV, with what is known when it is returned."""

from datetime import UTC, datetime

import pytest

from onward.disclosures.delivery import lay_out
from onward.disclosures.models import Disclosure
from onward.returns.activity_survey.making import send_survey
from onward.returns.nccis.months import NoReturn
from tests.returns.nccis.factories import NOVEMBER, Reporting

pytestmark = pytest.mark.django_db
JANUARY = datetime(2026, 1, 20, 9, tzinfo=UTC)
LEAVER, IN_YEAR_13 = "2009-02-03", "2008-02-03"


def rows_of(here: Reporting, made: Disclosure) -> list[list[str]]:
    with here.at_work():
        assert not made.refusals, made.refusals
        ((name, content),) = lay_out(made).items()
    assert name == "activity-survey-856-2025.csv"
    return [line.split(",") for line in content.decode("utf-8-sig").splitlines()]


def sent(here: Reporting, *, at: datetime = JANUARY) -> list[list[str]]:
    with here.at_work() as by:
        made = send_survey(year=2025, by=by, at=at)
    return rows_of(here, made)


def test_a_leaver_of_year_11_answers_with_the_activity_of_1_november(here):
    """9b rule 15: at 230 until the end of October, 619 from 1 November."""
    record = here.a_young_person(date_of_birth=LEAVER)
    with here.at_work():
        here.told(record, "619", "2025-11-01", at=NOVEMBER)

    (headings, row) = sent(here)

    assert headings[:2] == ["young_persons_id", "activity_code"]
    assert row[1] == "619"


def test_what_is_learnt_before_the_return_counts_for_1_november(here):
    record = here.a_young_person(date_of_birth=LEAVER, code="")
    assert sent(here, at=NOVEMBER)[1][1] == ""
    with here.at_work():
        here.told(record, "230", "2025-09-04", at=JANUARY)

    assert sent(here)[1][1] == "230"


@pytest.mark.parametrize(
    "other", [{"date_of_birth": IN_YEAR_13}, {"authority_at_year_11": "855"}], ids=str
)
def test_only_leavers_of_the_authoritys_own_schools_are_asked(here, other):
    here.a_young_person(**other)

    assert len(sent(here)) == 1


def test_before_1_november_there_is_no_survey(here):
    with here.at_work() as by, pytest.raises(NoReturn, match="1 November"):
        send_survey(year=2025, by=by, at=datetime(2025, 10, 31, 9, tzinfo=UTC))

"""The department's report of errors lands as a file and becomes lines of the list of fixes."""

import pytest

from onward.people.facts import present_values
from onward.people.models import Record
from onward.returns.nccis.making import check_return, send_return
from onward.tracking.models import MonthlyReturn, ReturnFinding
from tests.intake.young_people.lists import rules, table, taken
from tests.returns.nccis.factories import NOVEMBER, Reporting
from tests.returns.nccis.test_making import OCTOBER_END

pytestmark = pytest.mark.django_db


def sent(place: Reporting) -> MonthlyReturn:
    with place.at_work() as by:
        made = check_return(period_end=OCTOBER_END, by=by, at=NOVEMBER)
        send_return(made, by=by, at=NOVEMBER)
    return made


def report(place: Reporting, record: Record, code: str) -> bytes:
    with place.at_work():
        number = str(present_values(record)["young_person_id"])
    row = {"young_persons_id": number, "error_code": code, "message": "As the report says"}
    return table(row, columns=("young_persons_id", "error_code", "message"))


def reported(place: Reporting) -> list[tuple[object, str, int]]:
    with place.at_work():
        found = ReturnFinding.objects.filter(found_by="DEPARTMENT")
        return list(found.values_list("record_id", "rule", "priority"))


def test_an_error_is_a_line_about_its_person_with_the_priority_of_its_rule(place):
    record = place.a_young_person()
    sent(place)

    landing = taken(place, report(place, record, "254"), feed="return-errors", at=NOVEMBER)

    assert rules(landing) == []
    assert reported(place) == [(record.pk, "254", 1)]


def test_the_same_error_in_another_file_changes_nothing(place):
    record = place.a_young_person()
    sent(place)
    content = report(place, record, "254")
    taken(place, content, feed="return-errors", at=NOVEMBER)

    landing = taken(place, content + b"\r\n", feed="return-errors", at=NOVEMBER)

    assert (landing.done_count, landing.unchanged_count) == (0, 1)
    assert len(reported(place)) == 1


def test_an_error_about_nobody_of_that_return_is_refused_by_row(place):
    place.a_young_person()
    sent(place)
    stranger = place.a_young_person(forename="Bola")

    landing = taken(place, report(place, stranger, "254"), feed="return-errors", at=NOVEMBER)

    assert "Nobody with this number" in rules(landing)[0]
    assert reported(place) == []


def test_before_any_return_was_sent_the_report_is_about_none(place):
    record = place.a_young_person()

    landing = taken(place, report(place, record, "254"), feed="return-errors", at=NOVEMBER)

    assert "No return has been sent yet" in rules(landing)[0]

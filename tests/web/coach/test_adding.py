"""A person is added with a first fact; what is refused is said beside its field."""

import pytest

from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.facts import present_values, provenance
from onward.people.models import IdentityQuestion, Record
from tests.web.client import page_of
from tests.web.coach.browsing import press
from tests.web.on_stage import said_in

ADD = "/coach/people/new"


def held_by(stage):
    """What the newest record of the department holds."""
    with stage.at_work(Role.WORK_COACH):
        return present_values(Record.objects.latest("opened_at"))


def error_beside(response, field):
    return page_of(response).xpath(f"string(//*[@id='id_{field}-error'])").strip()


def test_a_person_is_added_with_what_was_typed(coach, stage):
    answer = press(
        coach,
        coach.get(ADD),
        follow=True,
        forename="Mo",
        surname="Bell",
        nino="qq 65 43 21 a",
        address="1 Quay Street\nLeith",
        telephone="0131 496 0123",
        welsh_written="yes",
    )

    assert "The person has been added." in said_in(answer)
    assert held_by(stage) == {
        "forename": "Mo",
        "surname": "Bell",
        "nino": "QQ654321A",
        "address": ["1 Quay Street", "Leith"],
        "telephone": {"number": "01314960123", "as_given": "0131 496 0123"},
        "welsh_written": True,
    }


def test_it_is_known_who_typed_it_and_the_ledger_has_the_record(coach, stage):
    press(coach, coach.get(ADD), surname="Bell")

    with stage.at_work(Role.WORK_COACH) as staff:
        record = Record.objects.get()
        assert provenance(record)["surname"].by == staff.handle
        assert Entry.objects.get(subject=record.handle).kind == "record.opened"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("nino", "QQ123456", "Check it against a letter or payslip"),
        ("title", "Dr", "select one of the choices"),
        ("telephone", "ring me", "This is not a telephone number. Write digits"),
        ("postcode", "Falkirk", "Postcode:"),
        ("forename", "=1+1", "Take out the =, +, - or @ at the start."),
        ("date_of_birth", "3 4 2031", "This date is in the future."),
        ("surname", "", "Enter last name"),
    ],
)
def test_what_is_refused_is_said_beside_its_field_with_the_remedy(coach, stage, field, typed, said):
    """REQ-004-004, REQ-004-005, REQ-004-006"""
    typed_in = {"surname": "Bell", field: typed}

    answer = press(coach, coach.get(ADD), **typed_in)

    assert said in error_beside(answer, field)
    assert said in page_of(answer).xpath("string(//*[@class='govuk-error-summary'])")
    with stage.at_work(Role.WORK_COACH):
        assert not Record.objects.exists()


def test_what_was_typed_is_not_lost_when_something_is_refused(coach, stage):
    answer = press(coach, coach.get(ADD), surname="Bell", nino="wrong", address="1 Quay Street")

    page = page_of(answer)
    assert page.xpath("string(//input[@id='id_surname']/@value)") == "Bell"
    assert page.xpath("string(//input[@id='id_nino']/@value)") == "wrong"
    assert "1 Quay Street" in page.xpath("string(//textarea[@id='id_address'])")


def test_a_title_of_ones_own_is_kept_as_other(coach, stage):
    """REQ-004-004"""
    press(coach, coach.get(ADD), surname="Bell", title="Other", title__other="Dr")

    assert held_by(stage)["title"] == "Other: Dr"


def test_other_needs_the_title_itself(coach, stage):
    """REQ-004-004"""
    answer = press(coach, coach.get(ADD), surname="Bell", title="Other")

    assert "Other needs the title itself." in error_beside(answer, "title")


def test_a_number_without_its_area_code_is_warned_of_and_kept(coach, stage):
    """REQ-004-008"""
    answer = press(coach, coach.get(ADD), follow=True, surname="Bell", telephone="496 0123")

    assert "Telephone number: This number seems to lack its area code." in said_in(answer)
    assert held_by(stage)["telephone"]["as_given"] == "496 0123"


def test_a_number_that_another_record_has_is_a_question_not_a_refusal(coach, stage):
    """REQ-001-007"""
    stage.a_person()

    answer = press(coach, coach.get(ADD), follow=True, surname="Bell", nino="QQ123456C")

    assert "Answer who this is: two records have one number" in said_in(answer)
    with stage.at_work(Role.WORK_COACH):
        assert IdentityQuestion.objects.count() == 1


def test_the_kind_of_case_is_kept(coach, stage):
    press(coach, coach.get(ADD), surname="Bell", case_kind="MAPPA")

    with stage.at_work(Role.WORK_COACH):
        assert Record.objects.get().case_kind == Record.CaseKind.MAPPA

"""Referrals of a file: whose they are, what is refused, what is sent again."""

import pytest

from onward.agreements.actions import end
from onward.casework.models import Referral
from onward.casework.referrals import withdraw
from onward.disclosures.models import Disclosure, Parcel
from onward.formats.problem import Problem
from onward.intake.findings import MarkedText
from onward.parties.models import Staff
from onward.people.facts import present_values
from onward.people.identity import open_questions
from onward.people.models import Fact, Record
from onward.people.records import record_death
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.casework.factories import WITHDRAWAL
from tests.intake.factories import Trade, a_zip, checked, entries, taken_in
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_demonstration")]


@pytest.fixture
def by(trade: Trade) -> Staff:
    return trade.staff_of(trade.department)


def only_problem(problems: list[Problem]) -> Problem:
    (problem,) = problems
    assert problem.rule
    assert problem.remedy
    return problem


def test_a_referral_of_a_file_reaches_the_providers_record_and_no_item_more(trade, by):
    taken_in(by, a_zip(trade.row("PO-1", email="ailsa@example.org", aims="Baking")))
    trade.deliver()

    with trade.at_work(trade.provider):
        received = present_values(Record.objects.get())
        assert Referral.objects.get(reference="PO-1").received_as == Record.objects.get()
    assert (received["surname"], received["aims"]) == ("Grant", "Baking")
    assert "email" not in received  # not in the agreement


def test_a_known_person_gets_no_second_record(trade, by):
    record = a_record(trade.department, nino="QQ123456C", surname="Grant", forename="Ailsa")

    taken_in(by, a_zip(trade.row("PO-1", nino="QQ 12 34 56 C", forename="A.")))

    with trade.at_work(trade.department):
        assert Referral.objects.get().sent_from == record
        assert Record.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"surname": "Munro"}, {"forename": "Iain"}, {"surname": "Munro", "forename": "Iain"}]
)
def test_two_people_with_one_nino_are_a_question_and_not_merged(trade, by, other):
    """REQ-001-007"""
    shared = {"nino": "QQ123456C"}

    taken_in(by, a_zip(trade.row(**shared), trade.row(**shared, **other)))

    with trade.at_work(trade.department):
        (question,) = open_questions()
        assert Record.objects.count() == 2
    assert question.first != question.second


def test_one_person_twice_in_a_file_is_referred_once(trade, by):
    shared = {"nino": "QQ123456C"}

    done = taken_in(by, a_zip(trade.row(**shared), trade.row("PO-2", **shared)))

    assert done.done_count == 1
    assert (only_problem(done.problems).row, done.problems[0].value) == (3, "PO-2")
    assert "live referral" in done.problems[0].rule


def test_two_records_with_one_number_and_one_name_wait_for_a_person(trade, by):
    for _record in range(2):
        a_record(trade.department, nino="QQ123456C", surname="Grant")

    done = taken_in(by, a_zip(trade.row(nino="QQ123456C")))

    assert (done.done_count, only_problem(done.problems).column) == (0, "nino")


@pytest.mark.parametrize(
    ("column", "cell"), [("provider_code", "NOBODY"), ("opportunity_code", "NOWHERE")]
)
def test_a_referral_to_nobody_is_refused(trade, by, column, cell):
    problem = only_problem(checked(by, a_zip(trade.row(**{column: cell}))).problems)

    assert (problem.column, problem.value) == (column, cell)


def test_an_opportunity_of_another_provider_is_refused(trade, by):
    row = trade.row(provider_code=trade.commissioner.code)

    problem = only_problem(checked(by, a_zip(row)).problems)

    assert problem.column == "opportunity_code"


def test_a_row_that_is_refused_adds_nothing_to_any_record(trade, by):
    record = a_record(trade.department, nino="QQ123456C", surname="Grant")
    with acting_for(trade.department.pk, user=AUTOMATIC):
        record_death(record, on=NOON.date(), by=None, at=NOON)

    done = taken_in(by, a_zip(trade.row(nino="QQ123456C", aims="Baking")))

    assert "died" in only_problem(done.problems).rule
    with trade.at_work(trade.department):
        assert "aims" not in present_values(record)
        assert not Referral.objects.exists()


def test_an_agreement_that_was_ended_stops_every_row_and_the_gate_keeps_why(trade, by):
    with trade.at_work(trade.department):
        end(trade.agreement, by=by, at=NOON)

    done = taken_in(by, a_zip(trade.row()))

    assert done.done_count == 0
    assert "agreement" in only_problem(done.problems).rule
    with trade.at_work(trade.department):
        assert Disclosure.objects.get().status == Disclosure.Status.REFUSED
        assert not Record.objects.exists()


def test_a_text_with_someone_elses_telephone_waits_until_a_person_has_read_it(trade, by):
    """REQ-004-016, REQ-004-021"""
    text = "Call her sister on 020 7946 0123"
    content = a_zip(trade.row(agreed_restrictions=text))

    found = checked(by, content)
    done = taken_in(by, content)

    assert found.texts == [
        MarkedText(row=2, item="agreed_restrictions", kinds=["TELEPHONE"], text=text)
    ]
    assert (done.done_count, only_problem(done.problems).column) == (0, "agreed_restrictions")


def test_a_text_with_a_word_of_health_goes_once_a_person_has_read_it(trade, by):
    """REQ-004-016, REQ-004-021"""
    content = a_zip(trade.row(aims="Baking", additional_information="Surgery in June"))

    assert [text.kinds for text in checked(by, content).texts] == [["HEALTH"]]
    assert taken_in(by, content, texts_read=True).done_count == 1


def test_a_number_without_its_area_code_goes_with_a_warning(trade, by):
    """REQ-004-008"""
    found = checked(by, a_zip(trade.row(telephone="496 0123")))

    assert (found.good_count, found.problems) == (1, [])
    assert [warning.column for warning in found.warnings] == ["telephone"]


def sent_again(trade: Trade, **changes: str) -> str:
    """A referral as it was first sent, delivered; gives its reference."""
    row = trade.row("PO-1", nino="QQ123456C", telephone="0131 496 0123", **changes)
    taken_in(trade.staff_of(trade.department), a_zip(row))
    trade.deliver()
    return "PO-1"


def again(trade: Trade, **changes: str) -> dict[str, str]:
    first = {"nino": "QQ123456C", "telephone": "0131 496 0123"}
    return trade.row("PO-1", **first | changes)


def test_a_referral_sent_again_as_it_was_changes_nothing(trade, by):
    sent_again(trade)

    done = taken_in(by, a_zip(again(trade), trade.row()))

    assert (done.done_count, done.unchanged_count, done.problems) == (1, 1, [])
    with trade.at_work(trade.department):
        assert Fact.objects.count() == 2


def test_a_higher_version_gives_the_provider_what_has_changed_and_nothing_else(trade, by):
    """REQ-004-010"""
    sent_again(trade, claim_pattern="Weekly", signing_day="monday")
    changed = again(trade, version="2", claim_pattern="Fortnightly", signing_day="monday")

    done = taken_in(by, a_zip(changed))

    assert done.effect == [
        f"Referrals to {trade.provider.name} sent again with what has changed: 1"
    ]
    with trade.at_work(trade.department):
        assert Referral.objects.get().version == 2
        update = Disclosure.objects.get(kind="referral-update")
        assert Parcel.objects.get(disclosure=update).items == ["claim_pattern"]
    trade.deliver()
    with trade.at_work(trade.provider):
        received = present_values(Record.objects.get())
    assert (received["claim_pattern"], received["signing_day"]) == ("Fortnightly", "monday")


def test_a_new_version_is_the_same_referral_in_the_ledger(trade, by):
    sent_again(trade)
    before = len(entries(trade.department))

    taken_in(by, a_zip(again(trade, version="2", aims="Baking")))

    assert entries(trade.department, since=before)[2:-1] == [
        "referral.sent_again",
        "disclosure.prepared",
    ]


def test_what_a_new_version_no_longer_says_is_no_longer_held(trade, by):
    sent_again(trade)

    taken_in(by, a_zip(again(trade, version="2", telephone="")))

    with trade.at_work(trade.department):
        assert "telephone" not in present_values(Record.objects.get())
        assert not Disclosure.objects.filter(kind="referral-update").exists()


@pytest.mark.parametrize("version", ["1", "2"])
def test_other_content_under_a_version_that_was_taken_in_is_refused(trade, by, version):
    sent_again(trade)
    taken_in(by, a_zip(again(trade, version="2", aims="Baking")))

    done = taken_in(by, a_zip(again(trade, version=version, aims="Driving")))

    problem = only_problem(done.problems)
    assert (problem.column, problem.value) == ("version", version)
    assert "higher version" in problem.remedy


def test_an_old_version_that_comes_late_changes_nothing(trade, by):
    sent_again(trade)
    taken_in(by, a_zip(again(trade, version="2", aims="Baking")))

    assert taken_in(by, a_zip(again(trade), trade.row())).unchanged_count == 1


@pytest.mark.parametrize(
    ("column", "cell"), [("referral_date", "2017-05-01"), ("case_kind", "MAPPA")]
)
def test_a_version_changes_neither_where_nor_when_someone_was_referred(trade, by, column, cell):
    sent_again(trade)

    done = taken_in(by, a_zip(again(trade, version="2", **{column: cell})))

    assert only_problem(done.problems).column == column


def test_a_referral_that_is_over_takes_no_new_version(trade, by):
    sent_again(trade)
    with trade.at_work(trade.department):
        withdraw(Referral.objects.get(), reason=WITHDRAWAL, by=by, at=NOON)

    done = taken_in(by, a_zip(again(trade, version="2", aims="Baking")))

    assert "over" in only_problem(done.problems).rule
    with trade.at_work(trade.department):
        assert Fact.objects.count() == 1


def test_a_new_version_is_not_sent_once_the_agreement_has_ended(trade, by):
    sent_again(trade)
    with trade.at_work(trade.department):
        end(trade.agreement, by=by, at=NOON)

    done = taken_in(by, a_zip(again(trade, version="2", aims="Baking")))

    assert "agreement" in only_problem(done.problems).rule
    with trade.at_work(trade.department):
        assert Referral.objects.get().version == 1
        assert "aims" not in present_values(Record.objects.get())


def test_a_marked_text_of_a_new_version_is_read_first_too(trade, by):
    """REQ-004-016"""
    sent_again(trade)
    content = a_zip(again(trade, version="2", aims="Ask at the hospital"))

    assert [text.item for text in checked(by, content).texts] == ["aims"]
    assert only_problem(taken_in(by, content).problems).column == "aims"


def test_a_case_is_opened_as_guarded_as_the_file_says(trade, by):
    taken_in(by, a_zip(trade.row(case_kind="MAPPA")))

    with trade.at_work(trade.department):
        assert Record.objects.get().case_kind == Record.CaseKind.MAPPA

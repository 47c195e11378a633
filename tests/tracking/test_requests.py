"""An authority asks a district about young people, under its memorandum, ten at a time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from onward.agreements.actions import end
from onward.people.models import Record
from onward.people.records import restrict
from onward.tenancy.context import acting_for
from onward.tracking.data_requests.asking import ask, close, note_contact, note_updated, withdraw
from onward.tracking.data_requests.models import DataRequest, Reason, Status
from onward.tracking.data_requests.moves import InvalidMove
from tests.casework.ledgers import leaves_seen_by
from tests.parties.factories import a_member_of_staff
from tests.people.factories import a_record
from tests.tracking.factories import MORNING, a_question

pytestmark = pytest.mark.django_db


def reasons(answered):
    return [reason for _, reason in answered.refused]


def people(here, number):
    return [here.a_young_person() for _ in range(number)]


def test_both_sides_see_the_request_and_no_third(here):
    request = here.asked()

    for party in (here.authority, here.district):
        assert here.seen(party, request).reference == request.reference
    with acting_for(here.other_authority.pk):
        assert not DataRequest.objects.exists()


@pytest.mark.parametrize("reason", Reason)
def test_each_listed_situation_is_a_reason_to_ask(here, reason):
    """REQ-002-077, REQ-002-089"""
    assert here.asked(reason=reason).reason == reason


@pytest.mark.parametrize("reason", ["", "curiosity", "benefit_fraud", "MORE_ON_BULK_LIST"])
def test_any_other_reason_is_refused(here, reason):
    """REQ-002-077, REQ-002-089"""
    answered = here.ask_all(a_question(here.a_young_person(), reason=reason))

    assert answered.done == []
    assert "The memorandum has no other reason." in reasons(answered)[0]


def test_the_database_takes_no_other_reason_either(here):
    """REQ-002-089"""
    request = here.asked()
    other = here.a_young_person()

    with here.at(here.authority):
        row = DataRequest.objects.filter(pk=request.pk).values().get()
        row |= {"id": other.pk, "asked_from_id": other.pk, "reference": "LR-1", "reason": "other"}
        with pytest.raises(IntegrityError, match="listed_reason"), transaction.atomic():
            DataRequest.objects.create(**row)


def test_the_eleventh_of_a_batch_is_given_back_and_the_ten_are_asked(here):
    """REQ-002-084"""
    answered = here.ask_all(*map(a_question, people(here, 11)))

    assert len(answered.done) == 10
    assert len({request.batch for request in answered.done}) == 1
    assert reasons(answered) == [
        "No more than 10 people are asked about at once. Ask about this one when the jobcentre has"
        " dealt with these."
    ]


def test_the_eleventh_batch_of_ten_in_a_day_is_stopped_and_seen_by_both_until_midnight(here):
    """A20, A22."""
    evening = datetime(2014, 7, 1, 22, 59, tzinfo=UTC)  # a minute before London's midnight
    batches = [here.ask_all(*map(a_question, people(here, 10)), at=evening) for _ in range(11)]

    assert [len(batch.done) for batch in batches] == [10] * 10 + [0]
    assert "100 people today" in reasons(batches[-1])[0]
    for party in (here.authority, here.district):
        (seen,) = [leaf for leaf in leaves_seen_by(party) if leaf["kind"] == "request.too_many"]
        assert seen["about"]["people"] == 10
    midnight = evening + timedelta(minutes=1)
    assert not reasons(here.ask_all(a_question(here.a_young_person()), at=midnight))


def test_a_district_without_a_memorandum_with_this_authority_is_not_asked(here):
    """REQ-002-096, A16."""
    record = a_record(here.other_authority, at=MORNING, surname="Okoro")

    with here.at(here.other_authority) as adviser:
        answered = ask([a_question(record)], of=here.district, by=adviser, at=MORNING)

    assert "There is no agreement MOU-LOCAL between" in reasons(answered)[0]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2014, 1, 15), "not signed by every party"),
        (date(2018, 5, 25), "not in force on this day"),
    ],
)
def test_nothing_is_asked_before_both_have_signed_or_after_the_law_ended(here, day, why):
    """H5."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    assert why in reasons(here.ask_all(a_question(here.a_young_person()), at=at))[0]


def test_nobody_of_a_special_case_has_a_row_that_two_organisations_share(here):
    record = a_record(here.authority, at=MORNING, case_kind=Record.CaseKind.SCR, surname="Okoro")

    assert "special customer record" in reasons(here.ask_all(a_question(record)))[0]
    with here.at(here.district):
        assert not DataRequest.objects.exists()


def test_one_question_at_a_time_is_asked_about_a_person(here):
    record = here.a_young_person()

    answered = here.ask_all(a_question(record), a_question(record))

    assert len(answered.done) == 1
    assert reasons(here.ask_all(a_question(record))) == reasons(answered)


@pytest.mark.parametrize("months", [0, 25])
def test_how_long_the_answer_is_kept_is_said_when_it_is_asked(here, months):
    """REQ-002-123"""
    answered = here.ask_all(a_question(here.a_young_person(), keep_months=months))

    assert "from 1 to 24" in reasons(answered)[0]


@pytest.mark.parametrize("move", [note_updated, note_contact, close])
def test_there_is_no_jump_from_a_question_to_what_comes_after_its_answer(here, move):
    """REQ-002-116, REQ-002-134"""
    request = here.seen(here.authority, here.asked())

    with here.at(here.authority) as adviser, pytest.raises(InvalidMove, match="decides first"):
        move(request, by=adviser, at=MORNING)


def test_a_question_is_taken_back_until_it_is_decided(here):
    request = here.seen(here.authority, here.asked())

    with here.at(here.authority) as adviser:
        withdraw(request, by=adviser, at=MORNING)

    assert here.seen(here.district, request).status == Status.WITHDRAWN


def test_each_step_after_the_answer_is_stamped(here):
    """REQ-002-116, REQ-002-134"""
    request = here.received()
    hours = [MORNING + timedelta(hours=number) for number in range(1, 4)]

    with here.at(here.authority) as adviser:
        for move, at in zip((note_updated, note_contact, close), hours, strict=True):
            move(request, by=adviser, at=at)

    assert [request.updated_at, request.contacted_at, request.closed_at] == hours
    assert request.asked_at == request.decided_at == request.received_at == MORNING


def test_contact_is_a_choice(here):
    """REQ-002-134"""
    request = here.received()

    with here.at(here.authority) as adviser:
        note_updated(request, by=adviser, at=MORNING)
        close(request, by=adviser, at=MORNING)

    assert (request.status, request.contacted_at) == (Status.CLOSED, None)


def test_nobody_is_contacted_with_what_was_received_on_that_assurance(here):
    """REQ-002-085"""
    request = here.received(no_contact=True)

    with here.at(here.authority) as adviser:
        note_updated(request, by=adviser, at=MORNING)
        with pytest.raises(InvalidMove, match="not contacted"):
            note_contact(request, by=adviser, at=MORNING)

    with here.at(here.authority), pytest.raises(IntegrityError, match="against_the_reassurance"):
        DataRequest.objects.filter(pk=request.pk).update(contacted_at=MORNING)


@pytest.mark.parametrize("column", ["released_items", "refusal_reason", "decided_by", "found_as"])
def test_the_authority_decides_nothing(here, column):
    request = here.asked()
    value = {"released_items": ["nino"], "refusal_reason": "", "decided_by": request.batch}
    changed = {column: value.get(column, request.asked_from_id)}
    if column == "refusal_reason":
        changed[column] = "not_justified"

    with (
        here.at(here.authority),
        pytest.raises(DatabaseError, match="its own to say"),
        transaction.atomic(),
    ):
        DataRequest.objects.filter(pk=request.pk).update(**changed)


def test_a_memorandum_that_was_ended_keeps_nobody_from_closing_what_is_open(here):
    request = here.received()
    with here.at(here.district) as officer:
        end(here.memorandum, by=officer, at=MORNING)

    with here.at(here.authority) as adviser:
        note_updated(request, by=adviser, at=MORNING)
        with pytest.raises(InvalidMove, match="not in force"):
            note_contact(request, by=adviser, at=MORNING)
        assert close(request, by=adviser, at=MORNING).status == Status.CLOSED


def test_an_answer_that_is_late_is_seen_as_late(here):
    request = here.asked()  # on a Monday: five working days

    with here.at(here.district):
        ours = DataRequest.objects.asked_of(here.district)
        assert request.answer_due_on == date(2014, 2, 10)
        assert not ours.to_decide_overdue(on=date(2014, 2, 10)).exists()
        assert ours.to_decide_overdue(on=date(2014, 2, 11)).exists()


def test_what_is_kept_too_long_is_seen_the_day_after(here):
    """REQ-002-123"""
    here.received(keep_months=1)

    with here.at(here.authority):
        ours = DataRequest.objects.asked_by(here.authority)
        assert not ours.kept_too_long(on=date(2014, 3, 3)).exists()
        assert ours.kept_too_long(on=date(2014, 3, 4)).exists()


def test_a_request_about_a_restricted_record_looks_like_no_request_to_a_colleague(here):
    record = here.a_young_person()
    here.asked(record=record)
    colleague = a_member_of_staff(here.authority)

    with here.at(here.authority) as adviser:
        restrict(record, to=[adviser], by=adviser, at=MORNING)
        assert DataRequest.objects.exists()

    with acting_for(here.authority.pk, user=colleague.pk):
        assert not DataRequest.objects.exists()

"""Attacks on decisions and on who somebody is (domain/privacy.md 4.11, *Decision*, *Identity*)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from onward.agreements.actions import end
from onward.agreements.demands import Demand
from onward.agreements.populations import Group, Population, Reading
from onward.disclosures.gate import disclose_all
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import Giving, open_parcels
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.consents import give_consent, withdraw_consent
from onward.people.facts import present_values
from onward.people.identity import open_questions
from onward.people.models import Identifier, Record
from onward.people.records import record_death, restrict
from onward.people.search import search
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.values.ages import age_on
from tests.disclosures.factories import HELD, an_exchange
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record, say
from tests.times import NOON
from tests.web.client import signed_in

pytestmark = pytest.mark.django_db
Status = Disclosure.Status
LATER, TODAY = NOON + timedelta(hours=1), NOON.date()
SCOPE = "consent_employers"
WHY = "Left the college course in May, her letters come back, a training place waits for her."


def codes(disclosure):
    return [reason["code"] for reason in disclosure.refusals]


def after_delivery(exchange, disclosure):
    exchange.deliver(at=LATER)
    with exchange.sending():
        disclosure.refresh_from_db()
    return disclosure.status, codes(disclosure)


def received(exchange):
    with exchange.receiving():
        return Record.objects.count()


def test_an_agreement_ended_after_the_decision_lets_nothing_be_sent():
    """A11."""
    exchange = an_exchange()
    made = exchange.give("surname")
    with exchange.sending():
        end(exchange.agreement, by=exchange.staff, at=NOON)

    assert after_delivery(exchange, made) == (Status.FAILED, ["NOT_IN_FORCE"])
    assert received(exchange) == 0


def test_a_consent_taken_back_after_the_decision_lets_nothing_be_sent():
    """A11."""
    exchange = an_exchange(consent_scope=SCOPE)
    with exchange.sending():
        give_consent(exchange.record, scope=SCOPE, wording="v1", on=TODAY, by=None, at=NOON)
    made = exchange.give("surname")
    with exchange.sending():
        withdraw_consent(exchange.record, scope=SCOPE, on=TODAY, by=None, at=NOON)

    assert after_delivery(exchange, made) == (Status.FAILED, ["CONSENT_WITHDRAWN"])
    assert received(exchange) == 0


def test_ten_at_a_time_eleven_times_is_stopped_at_the_hundredth():
    """A20. REQ-002-084."""
    exchange = an_exchange(maximum_records=10, maximum_a_day=100)
    with exchange.sending():
        people = [
            Giving(record=Record.objects.create(organisation=exchange.sender, opened_at=NOON),
                   items=frozenset({"surname"}))
            for _ in range(11)
        ]  # fmt: skip

    assert codes(exchange.give(people=people)) == ["TOO_MANY_RECORDS"]
    made = [exchange.give(people=people[:10]) for _ in range(11)]

    assert [codes(each) for each in made] == [[]] * 10 + [["TOO_MANY_RECORDS"]]
    assert codes(exchange.give(people=people[:10], at=NOON + timedelta(days=1))) == []


def test_ten_disclosures_in_one_batch_count_together():
    """A20."""
    exchange = an_exchange(maximum_a_day=2)

    with exchange.sending():
        made = disclose_all(
            [exchange.draft("surname") for _ in range(3)], by=exchange.staff, at=NOON
        )

    assert [codes(each) for each in made] == [[], [], ["TOO_MANY_RECORDS"]]


@pytest.mark.parametrize("copy", [WHY, WHY.upper(), f"  {WHY.replace(',', ' -')} "])
def test_a_justification_copied_from_another_request_justifies_nothing(copy):
    """A21. REQ-002-079."""
    exchange = an_exchange(demands=[Demand.JUSTIFICATION])

    assert codes(exchange.give("surname", justification=WHY)) == []
    assert codes(exchange.give("surname", justification=copy)) == ["JUSTIFICATION"]


BORN_ON_A_LEAP_DAY = date(1996, 2, 29)
TEENS = Population(readings=(Reading(place="title", groups=(Group(from_age=18, to_age=19),)),))


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2014, 2, 28, 23, 59, tzinfo=UTC), ["POPULATION"]),
        (datetime(2014, 3, 1, 0, 0, tzinfo=UTC), []),
        (datetime(2016, 2, 28, 23, 59, tzinfo=UTC), []),
        (datetime(2016, 2, 29, 0, 0, tzinfo=UTC), ["POPULATION"]),  # twenty
    ],
)
def test_somebody_born_on_a_leap_day_comes_of_age_on_the_first_of_march(at, expected):
    """A22."""
    held = HELD | {"date_of_birth": BORN_ON_A_LEAP_DAY.isoformat()}
    exchange = an_exchange(population=TEENS, held=held, effective_from=date(2013, 1, 1))

    assert codes(exchange.give("surname", at=at)) == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2017, 6, 30, 22, 59, tzinfo=UTC), ["POPULATION"]),
        (datetime(2017, 6, 30, 23, 0, tzinfo=UTC), []),  # midnight in London's summer
        (datetime(2017, 12, 31, 23, 30, tzinfo=UTC), []),
    ],
)
def test_the_birthday_begins_at_londons_midnight(at, expected):
    """A22."""
    exchange = an_exchange(population=TEENS, held=HELD | {"date_of_birth": "1999-07-01"})

    assert codes(exchange.give("surname", at=at)) == expected


@given(
    born=st.dates(date(1990, 1, 1), date(2010, 12, 31)),
    on=st.dates(date(2011, 1, 1), date(2030, 12, 31)),
)
def test_whoever_is_in_has_had_the_eighteenth_birthday_and_not_the_twentieth(born, on):
    """A22."""
    come = (on.year - born.year, on.month, on.day)

    is_in = (18, born.month, born.day) <= come < (20, born.month, born.day)

    assert (18 <= age_on(on, born=born) <= 19) == is_in


def test_two_people_with_one_number_stay_two_and_neither_is_given_for_the_other():
    """A23."""
    exchange = an_exchange()
    with exchange.sending():
        other = Record.objects.create(organisation=exchange.sender, opened_at=NOON)
        say(other, surname="Birch", nino="QQ123456C", by=exchange.staff)

    exchange.give("surname", "nino")

    with exchange.sending():
        parcel = Parcel.objects.get()
        assert open_parcels([parcel])[parcel.pk]["surname"] == "Grant"
        (question,) = open_questions()
        assert {question.first, question.second} == {exchange.record, other}


def test_one_person_with_two_numbers_is_given_under_the_one_that_counts():
    """A23."""
    exchange = an_exchange()
    with exchange.sending():
        say(exchange.record, nino="QQ654321A", by=exchange.staff)
        assert Identifier.objects.filter(record=exchange.record).count() == 1

    exchange.give("nino")

    with exchange.sending():
        parcel = Parcel.objects.get()
        assert open_parcels([parcel])[parcel.pk] == {"nino": "QQ654321A"}


def test_who_becomes_a_special_customer_after_sealing_is_not_sent_and_the_parcel_is_destroyed():
    """A24. REQ-003-013."""
    exchange = an_exchange()
    made = exchange.give("surname")
    with exchange.sending():
        Record.objects.update(case_kind=Record.CaseKind.SCR)

    assert after_delivery(exchange, made) == (Status.FAILED, ["SCR_CLERICAL_ONLY"])
    assert received(exchange) == 0
    with exchange.sending():
        assert Parcel.objects.get().sealed == {}
        failed = bytes(Entry.objects.get(kind="disclosure.failed").leaf)
    assert b"SCR_CLERICAL_ONLY" in failed
    assert b"Grant" not in failed
    assert b"QQ123456C" not in failed


@pytest.mark.parametrize("text", ["Grant", "Graunt", "ailsa", "QQ123456C", "3/7/1984", "R77"])
def test_no_search_however_fuzzy_finds_who_has_died(text):
    """A25."""
    organisation = an_organisation()
    record = a_record(
        organisation, surname="Grant", forename="Ailsa", nino="QQ123456C",
        date_of_birth="1984-07-03", claimant_reference_number="R77",
    )  # fmt: skip
    with acting_for(organisation.pk, user=AUTOMATIC):
        assert search(text, on=TODAY)
        record_death(record, on=TODAY, by=None, at=NOON)

        assert search(text, on=TODAY) == []


def test_a_colleagues_own_record_is_not_found_by_guessing_its_address():
    """A26. REQ-002-026."""
    organisation = an_organisation()
    colleague = a_member_of_staff(organisation, Role.CASEWORKER, Role.DATA_PROTECTION)
    named = a_member_of_staff(organisation, Role.DATA_PROTECTION)
    record = a_record(organisation, surname="Colleague")
    with acting_for(organisation.pk, user=named.pk):
        restrict(record, to=[named], by=named, at=NOON)
    here = f"/governance/people/{record.pk}/"
    nowhere = here.replace(str(record.pk)[:8], "0" * 8)

    guessed = signed_in(Client(), colleague).get(here)
    missing = signed_in(Client(), colleague).get(nowhere)

    assert (guessed.status_code, missing.status_code) == (404, 404)
    assert signed_in(Client(), named).get(here).status_code == 200
    with acting_for(organisation.pk, user=named.pk):
        assert present_values(record) == {"surname": "Colleague"}

"""A restricted record looks like no record; a death is recorded once; looking leaves a trace."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, transaction

from onward.ledger.models import Entry
from onward.people.checks import disagreements
from onward.people.consents import give_consent
from onward.people.facts import present_values, provenance
from onward.people.identity import open_questions
from onward.people.introductions import record_introduction
from onward.people.matching.restricting import OF_SEVERAL_RECORDS
from onward.people.models import Fact, Look, Record, Restriction
from onward.people.objections import object_to, restrict_use
from onward.people.records import (
    OF_A_RECORD,
    NotNamed,
    ReasonNeeded,
    lift_restriction,
    look,
    open_record,
    record_death,
    restrict,
)
from onward.people.search import search
from onward.people.sought import Sought
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.values.postcode import Postcode
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record, say
from tests.people.matching.factories import ask_who_is, matching
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2017, 5, 2)
EVERYTHING: dict[str, Any] = {
    "partner_name": "Callum Reid",
    "forename": "Kim",
    "surname": "Ash",
    "nino": "QQ123456C",
    "postcode": "EH1 2AB",
    "date_of_birth": "1984-07-03",
}
LISTED = Sought(
    forename="Kimm",
    surname="Ash",
    date_of_birth=date(1984, 7, 3),
    postcode=Postcode.parse("EH1 2AB"),
)
OWN_TABLES = [
    model
    for model in apps.get_app_config("people").get_models()
    if any(field.name == "restricted_to" for field in model._meta.fields)
]


@pytest.fixture
def organisation():
    return an_organisation()


@pytest.fixture
def named(organisation):
    return a_member_of_staff(organisation)


@pytest.fixture
def colleague(organisation):
    return a_member_of_staff(organisation)


@pytest.fixture
def restricted(organisation, named):
    """A record with a row in every table of people, restricted to one member of staff."""
    record = a_record(matching(organisation), **EVERYTHING)
    ask_who_is(organisation, LISTED)
    a_record(organisation, nino="QQ123456C")
    with acting_for(organisation.pk, user=named.pk):
        give_consent(
            record, scope="consent_leavers_plan", wording="v1", on=TODAY, by=named, at=NOON
        )
        object_to(record, purpose="", on=TODAY, by=named, at=NOON)
        restrict_use(record, Restriction.Ground.CLAIM, on=TODAY, by=named, at=NOON)
        record_introduction(
            record, introduced_by=organisation, items=["surname"], basis="dpa1998-sch2-5c",
            on=TODAY, by=named, at=NOON,
        )  # fmt: skip
        restrict(record, to=[named], by=named, at=NOON)
    return record


def test_a_colleague_who_is_not_named_sees_nothing_at_all(organisation, colleague, restricted):
    with acting_for(organisation.pk, user=colleague.pk):
        seen = {model.__name__: model._default_manager.count() for model in OWN_TABLES}
        assert seen == dict.fromkeys(seen, 0) | {"Record": 1, "Fact": 1, "Identifier": 1}
        assert not Record.objects.filter(pk=restricted.pk).exists()
        assert not Fact.objects.filter(record=restricted).exists()
        assert [each.record for each in search("QQ12", on=TODAY)] != [restricted]
        assert search("ash", on=TODAY) == search("3/7/1984", on=TODAY) == []
        assert present_values(restricted) == provenance(restricted) == {}
        assert not open_questions().exists()


def test_who_is_named_sees_all_of_it(organisation, named, restricted):
    with acting_for(organisation.pk, user=named.pk):
        assert present_values(restricted) == EVERYTHING
        assert all(
            model._default_manager.filter(record=restricted).exists() for model in OF_A_RECORD
        )
        assert open_questions().count() == 1


def test_a_colleague_can_neither_add_to_it_nor_lift_the_restriction(
    organisation, colleague, restricted
):
    with acting_for(organisation.pk, user=colleague.pk):
        with pytest.raises(Record.DoesNotExist):
            say(restricted, surname="Birch")
        with pytest.raises(Record.DoesNotExist):
            lift_restriction(restricted, by=colleague, at=NOON)


def test_what_arrives_later_is_restricted_too(organisation, colleague, restricted):
    with acting_for(organisation.pk, user=AUTOMATIC):
        say(
            restricted,
            forename="Al",
            nino="QQ123456D",
            postcode="LE1 6AB",
            date_of_birth="1/1/1980",
        )
        give_consent(
            restricted, scope="consent_employers", wording="v1", on=TODAY, by=None, at=NOON
        )
        assert list(disagreements()) == []

    with acting_for(organisation.pk, user=colleague.pk):
        for model in OF_A_RECORD:
            assert not model._default_manager.filter(record=restricted).exists(), model


def test_every_table_that_can_be_restricted_is(restricted):
    covered = {
        *OF_A_RECORD,
        *OF_SEVERAL_RECORDS,
        Record,
        apps.get_model("people", "IdentityQuestion"),
    }

    assert covered == set(OWN_TABLES)


def test_restricting_twice_and_lifting_show_it_again(organisation, named, colleague, restricted):
    with acting_for(organisation.pk, user=named.pk):
        restrict(restricted, to=[named], by=named, at=NOON)
        restrict(restricted, to=[named, colleague], by=named, at=NOON)
        lift_restriction(restricted, by=named, at=NOON)

    with acting_for(organisation.pk):
        assert present_values(restricted) == EVERYTHING
        assert open_questions().count() == 1


def test_whoever_restricts_must_be_named(organisation, named, colleague):
    record = a_record(organisation)

    with acting_for(organisation.pk, user=named.pk), pytest.raises(NotNamed):
        restrict(record, to=[colleague], by=named, at=NOON)


def test_restriction_is_in_the_ledger_by_handles(organisation, named, restricted):
    with acting_for(organisation.pk):
        entry = Entry.objects.get(kind="record.restricted")
        assert entry.subject == restricted.handle
        assert str(named.handle).encode() in bytes(entry.leaf)


def test_a_second_report_of_a_death_changes_nothing(organisation, named):
    record = a_record(organisation)

    with acting_for(organisation.pk, user=named.pk):
        record_death(record, on=TODAY, by=named, at=NOON)
        again = record_death(record, on=date(2017, 5, 1), by=named, at=NOON)
        assert again.deceased_on == TODAY
        assert Entry.objects.get(kind="person.died").subject == record.handle


def test_the_ledger_does_not_hold_the_day_of_death(organisation):
    record = a_record(organisation)

    with acting_for(organisation.pk, user=AUTOMATIC):
        record_death(record, on=date(2016, 1, 31), by=None, at=NOON)
        assert b"2016-01-31" not in bytes(Entry.objects.get(kind="person.died").leaf)


def test_a_record_that_staff_open_is_in_the_ledger(organisation, named):
    with acting_for(organisation.pk, user=named.pk):
        record = open_record(at=NOON, by=named)
        open_record(at=NOON, by=None)
        assert [entry.subject for entry in Entry.objects.all()] == [record.handle]


def test_a_look_is_kept_and_cannot_be_taken_away(organisation, named):
    record = a_record(organisation)

    with acting_for(organisation.pk, user=named.pk):
        look(record, by=named, what=Look.What.RECORD, at=NOON)
        kept = Look.objects.get()
        assert (kept.handle, kept.staff) == (record.handle, named.handle)
        for change in (Look.objects.all().delete, lambda: Look.objects.update(reason="")):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()


def test_a_whole_number_is_shown_only_for_a_reason(organisation, named):
    """REQ-001-007"""
    record = a_record(organisation)

    with acting_for(organisation.pk, user=named.pk):
        with pytest.raises(ReasonNeeded):
            look(record, by=named, what=Look.What.NINO, at=NOON, reason="  ")
        assert look(record, by=named, what=Look.What.NINO, at=NOON, reason="By telephone").pk

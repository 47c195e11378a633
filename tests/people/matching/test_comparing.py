"""What is compared follows every change of what it is made from, and goes with it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import Model

from onward.agreements.catalogue import KeyClass
from onward.people.checks import disagreements
from onward.people.facts import NewFact, add_fact
from onward.people.forgetting import forget_record, forget_what_came_from
from onward.people.matching.comparing import forget_comparable
from onward.people.matching.declared import declare
from onward.people.matching.weighing import Person, weigh
from onward.people.models import Fact, MatchingKey, Record, Writing
from onward.people.records import lift_restriction, restrict
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record, say
from tests.people.matching.factories import AMARA, matching
from tests.times import NOON

pytestmark = pytest.mark.django_db
SOUGHT = Person(forename="Amarah", surname="Osei", born="2009-02-03", address="4 Mill Lane")


def near(authority, person=SOUGHT, *, user=AUTOMATIC) -> list[Any]:
    with acting_for(authority.pk, user=user):
        return [each.record_id for each in weigh([person])[0].near]


def held(authority, model: type[Model]) -> int:
    with acting_for(authority.pk, user=AUTOMATIC):
        return model._default_manager.count()


def test_who_is_saved_is_found_by_another_spelling_at_once(authority):
    record = a_record(authority, **AMARA)

    assert near(authority) == [record.pk]


def test_a_former_name_and_a_former_address_are_compared_too(authority):
    record = a_record(authority, **AMARA)
    with acting_for(authority.pk, user=AUTOMATIC):
        say(record, surname="Mensah", address=["9 New Street"], postcode="LE2 2BB")

        assert Writing.objects.filter(record=record).count() == 4
    assert near(authority) == [record.pk]


def test_what_was_kept_before_is_compared_once_matching_is_approved():
    authority = an_organisation()
    record = a_record(authority, **AMARA, gender="F")
    assert held(authority, Writing) == 0

    matching(authority)

    assert near(authority) == [record.pk]
    with acting_for(authority.pk, user=AUTOMATIC):
        assert Writing.objects.get().sex == 1


def test_a_no_forgets_all_that_is_compared(authority):
    a_record(authority, **AMARA)

    no = a_member_of_staff(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        declare(is_matched=False, because="Not agreed.", by=no, at=NOON)

    assert (held(authority, Writing), held(authority, MatchingKey)) == (0, 0)


def test_an_erased_person_is_compared_with_nobody(authority):
    record = a_record(authority, **AMARA)

    with acting_for(authority.pk, user=AUTOMATIC):
        forget_record(record, classes=[KeyClass.IDENTITY, KeyClass.CONTACT])

    assert near(authority) == []
    assert (held(authority, Writing), held(authority, MatchingKey)) == (0, 0)


def test_an_address_that_is_taken_back_is_compared_no_more(authority):
    record = a_record(authority, **AMARA)
    with acting_for(authority.pk, user=AUTOMATIC):
        moved = {"address": ["9 New Street"], "postcode": "LE2 2BB"}
        file = uuid4()
        told = NewFact(
            record=record, values=moved, source=Fact.Source.FILE, source_id=file,
            valid_from=NOON.date(), at=NOON + timedelta(hours=1),
        )  # fmt: skip
        add_fact(told)
        assert Writing.objects.filter(record=record).count() == 2
        forget_what_came_from(record, source_id=file, at=NOON + timedelta(hours=2))

        assert Writing.objects.filter(record=record).count() == 1


def test_a_restricted_record_is_found_by_whoever_is_named_and_by_nobody_else(authority):
    record = a_record(authority, **AMARA)
    named, colleague = a_member_of_staff(authority), a_member_of_staff(authority)
    with acting_for(authority.pk, user=named.pk):
        restrict(record, to=[named], by=named, at=NOON)

    assert near(authority, user=named.pk) == [record.pk]
    assert near(authority, user=colleague.pk) == []
    with acting_for(authority.pk, user=colleague.pk):
        assert not MatchingKey.objects.exists()
    with acting_for(authority.pk, user=named.pk):
        lift_restriction(record, by=named, at=NOON)
    assert near(authority, user=colleague.pk) == [record.pk]


def test_no_name_stands_in_what_is_compared(authority):
    a_record(authority, **AMARA)

    with acting_for(authority.pk, user=AUTOMATIC):
        rows = [*Writing.objects.values(), *MatchingKey.objects.values()]
    said = str(rows).lower()
    assert rows
    assert not [word for word in ("amara", "osei", "mill", "le1") if word in said]


def test_the_night_finds_what_is_not_compared_as_it_is_held(authority):
    astray, right = a_record(authority, **AMARA), a_record(authority, **AMARA)

    with acting_for(authority.pk, user=AUTOMATIC):
        forget_comparable([astray.pk])

        found = {each.record_id for each in disagreements() if each.table == "Writing"}
    assert found == {astray.pk}
    assert right.pk != astray.pk


def test_others_of_another_organisation_are_never_candidates(authority):
    a_record(matching(an_organisation()), **AMARA)

    assert near(authority) == []
    assert held(authority, Record) == 0

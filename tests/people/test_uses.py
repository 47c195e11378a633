"""What a value may be used for stays with it, until somebody says the same without a condition."""

import pytest

from onward.people.facts import NewFact, add_fact
from onward.people.models import Fact, Record, UseRestriction
from onward.people.records import record_death
from onward.people.uses import NotForContact, contact_points, held_for_use, strictest
from onward.tenancy.context import acting_for
from tests.disclosures.factories import an_exchange
from tests.times import NOON

pytestmark = pytest.mark.django_db
NO_CONTACT, STATISTICS = UseRestriction.NO_CONTACT, UseRestriction.STATISTICS_ONLY
HELD = {"telephone": "07700 900123", "surname": "Grant"}
REACHED_BY = ("telephone", "email", "address")


def received(*, use=""):
    """The recipient's record of someone whose telephone number was given to it."""
    exchange = an_exchange(items=["telephone", "surname"], held=HELD)
    exchange.give("telephone", "surname", use=use)
    exchange.deliver()
    with exchange.receiving():
        return exchange, Record.objects.exclude(pk=exchange.record.pk).get()


def said_by_the_person(record, **values):
    add_fact(
        NewFact(
            record=record, values=values, source=Fact.Source.PERSON, valid_from=NOON.date(), at=NOON
        )
    )


@pytest.mark.parametrize("use", [NO_CONTACT, STATISTICS])
def test_what_was_given_not_to_be_used_for_contact_is_no_way_to_contact_anybody(use):
    """REQ-002-085"""
    exchange, theirs = received(use=use)

    with exchange.receiving():
        assert held_for_use(theirs)["telephone"].use == use
        with pytest.raises(NotForContact, match="on condition"):
            contact_points(theirs, REACHED_BY)


def test_what_was_given_without_a_condition_is():
    exchange, theirs = received()

    with exchange.receiving():
        assert contact_points(theirs, REACHED_BY) == {"telephone": HELD["telephone"]}


def test_the_person_may_free_a_value_by_giving_it_too():
    """REQ-002-085"""
    exchange, theirs = received(use=NO_CONTACT)

    with exchange.receiving():
        said_by_the_person(theirs, telephone="07700 900123")

        assert contact_points(theirs, REACHED_BY) == {"telephone": "07700 900123"}


def test_another_way_to_reach_the_person_is_left_where_one_may_not_be_used():
    exchange, theirs = received(use=NO_CONTACT)

    with exchange.receiving():
        said_by_the_person(theirs, email="a@example.org")

        assert contact_points(theirs, REACHED_BY) == {"email": "a@example.org"}


def test_nobody_is_contacted_after_their_death():
    exchange, theirs = received()

    with acting_for(exchange.recipient.pk):
        record_death(theirs, on=NOON.date(), by=None, at=NOON)

        assert contact_points(theirs, REACHED_BY) == {}


def test_values_together_may_be_used_for_what_all_of_them_may():
    assert strictest(["", NO_CONTACT, STATISTICS, NO_CONTACT]) == STATISTICS
    assert strictest([]) == ""

"""Whom a request for access to each item goes to: the controller, not whoever holds it."""

import pytest

from onward.agreements.models import Party
from onward.people.facts import provenance
from onward.people.models import Record
from onward.rights.controllers import controllers_of
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_small_agreement
from tests.disclosures.factories import an_exchange
from tests.journeys.stage import a_stage
from tests.parties.factories import an_organisation
from tests.people.factories import a_record, say

pytestmark = pytest.mark.django_db


def answering(organisation):
    """By item of the one record it holds, the name of who answers for it."""
    with acting_for(organisation.pk):
        found = controllers_of(provenance(Record.objects.get()))
        return {item: each and each.name for item, each in found.items()}


def test_the_department_answers_for_what_it_holds_and_the_authority_for_what_it_receives():
    """REQ-002-111."""
    exchange = an_exchange()
    exchange.give("surname", "nino")
    exchange.deliver()

    department, authority = exchange.sender.name, exchange.recipient.name
    assert set(answering(exchange.sender).values()) == {department}
    assert answering(exchange.recipient) == {"surname": authority, "nino": authority}


def test_an_authority_answers_for_what_it_passed_on_and_its_provider_for_what_that_generates():
    """REQ-002-111."""
    exchange = an_exchange(acts_for_giver=True)  # the authority, and whom it commissioned
    exchange.give("surname")
    exchange.deliver()
    with exchange.receiving():
        say(Record.objects.get(), email="ailsa@example.org")

    found = answering(exchange.recipient)

    assert found == {"surname": exchange.sender.name, "email": exchange.recipient.name}


def test_a_processor_answers_for_nothing_its_controller_does():
    """REQ-002-111."""
    stage = a_stage()
    stage.start(stage.a_person())

    assert set(answering(stage.provider).values()) == {stage.commissioner.name}


def test_what_no_agreement_settles_is_said_to_be_open():
    """REQ-002-111."""
    mine, theirs, other = an_organisation(), an_organisation(), an_organisation()
    a_record(mine, surname="Grant")
    for giver in (theirs, other):
        a_small_agreement(
            items=["surname"],
            giver=giver,
            receiver=mine,
            receiver_activity=Party.Activity.PROCESSOR,
            acts_for_giver=True,
        )

    assert answering(mine) == {"surname": None}

"""What the gate makes of an agreement that ends, and what is kept of whoever gave something."""

import pytest
from django.db import IntegrityError, connection

from onward.agreements.actions import end
from onward.agreements.channels import PROTECTED, Channel
from onward.agreements.models import Agreement, Permit
from onward.disclosures.models import Disclosure
from onward.ledger.canonical import read_canonical
from onward.ledger.models import Entry
from onward.parties.models import Staff
from onward.people.models import Fact
from onward.tenancy.context import acting_for
from tests.agreements.factories import an_agreement
from tests.disclosures.factories import an_exchange
from tests.parties.factories import an_organisation

pytestmark = pytest.mark.django_db


def test_an_agreement_ended_for_breach_stops_at_once_what_waits_and_keeps_what_was():
    """REQ-002-132"""
    exchange = an_exchange()
    sent = exchange.give("surname")
    exchange.deliver()
    waiting = [exchange.give("forename"), exchange.give("nino")]
    with exchange.sending():
        end(
            exchange.agreement,
            because=Agreement.EndReason.BREACH,
            by=exchange.staff,
            at=waiting[0].at,
        )

    exchange.deliver()

    with exchange.sending():
        status = dict(Disclosure.objects.values_list("pk", "status"))
        assert [status[each.pk] for each in (sent, *waiting)] == ["SENT", "FAILED", "FAILED"]
        prepared = Entry.objects.filter(kind="disclosure.prepared").values_list("about_id")
        assert {about for (about,) in prepared} == {sent.pk, *(each.pk for each in waiting)}
        (ended,) = Entry.objects.filter(kind="agreement.ended")
        assert read_canonical(bytes(ended.leaf))["about"]["because"] == "BREACH"


def test_a_disclosure_names_the_member_of_staff_who_released_it():
    """REQ-002-092"""
    exchange = an_exchange()
    disclosure = exchange.give("surname")

    with exchange.sending():
        officer = Staff.objects.get(handle=disclosure.by)
        assert (officer, officer.organisation) == (exchange.staff, exchange.sender)
        (entry,) = Entry.objects.filter(kind="disclosure.prepared")
        assert read_canonical(bytes(entry.leaf))["performer"] == str(officer.handle)


def test_what_was_received_is_kept_apart_from_the_givers_rows_and_its_keys_apart_from_both():
    """REQ-002-120"""
    exchange = an_exchange()
    exchange.give("surname")
    exchange.deliver()

    with exchange.receiving():
        received = Fact.objects.get()
    with exchange.sending():
        assert not Fact.objects.filter(pk=received.pk).exists()
        with connection.cursor() as cursor:
            cursor.execute("select schemaname from pg_tables where tablename = 'record_key'")
            assert cursor.fetchall() == [("keys",)]


def test_every_way_of_sending_has_its_protection_on_record():
    """REQ-001-012"""
    assert set(PROTECTED) == set(Channel)
    assert all(each.in_transit and each.at_rest for each in PROTECTED.values())


def test_nothing_is_permitted_without_a_statute():
    """REQ-002-091"""
    giver, receiver = an_organisation(), an_organisation()
    agreement = an_agreement(items={"surname"}, giver=giver, receiver=receiver, signed=False)

    with acting_for(giver.pk):
        permit = Permit.objects.get(agreement=agreement)
        permit.pk, permit.item, permit.gateway = None, "email", ""
        with pytest.raises(IntegrityError, match="a_permit_names_its_gateway"):
            permit.save(force_insert=True)

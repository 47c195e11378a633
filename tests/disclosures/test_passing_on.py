"""A provider passes on what it received to a subcontractor, by name and with where it came from."""

import json
from datetime import timedelta

import pytest

from onward.acts.passing_on import may_go_to, pass_on, received_parts
from onward.agreements.passing_on import approve, end_approval
from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import Giving
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.people.facts import present_values, provenance
from onward.people.matching.merging import merge
from onward.people.models import Fact, Record
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_small_agreement
from tests.disclosures.factories import an_exchange
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
Kind = Organisation.Kind
Status = Disclosure.Status
ITEMS = ("forename", "nino", "surname")


class Chain:
    """A department, a provider that was given something, and a subcontractor."""

    def __init__(self, *, onward="named", gateway="", approved=True, use="", items=ITEMS):
        kind = Kind.LOCAL_AUTHORITY if gateway else Kind.PRIME_PROVIDER
        self.exchange = an_exchange(
            items=items, onward=onward, gateway=gateway, recipient_kind=kind
        )
        self.provider = self.exchange.recipient
        self.subcontractor = an_organisation(Kind.SUBCONTRACTOR)
        a_small_agreement(items=ITEMS, giver=self.provider, receiver=self.subcontractor)
        self.exchange.give(*items, use=use)
        self.exchange.deliver()
        if approved:
            self.approval = self.approve()
        self.staff = a_member_of_staff(self.provider)

    def approve(self):
        with self.exchange.sending():
            return approve(
                self.exchange.agreement,
                self.subcontractor,
                from_on=NOON.date(),
                name="Ailsa Grant",
                post="Director",
                by=self.exchange.staff,
                at=NOON,
            )

    def pass_on(self, *items, by=None):
        with acting_for(self.provider.pk, user=self.staff.pk):
            record = Record.objects.get(organisation=self.provider)
            (inbound,) = received_parts(record)
            (to,) = may_go_to(inbound, at=NOON)
            return pass_on(record, inbound=inbound, items=items, to=to, by=self.staff, at=NOON)

    def codes(self, disclosure):
        return {(row["code"], row["item"]) for row in disclosure.refusals}


def test_a_part_goes_on_with_the_entry_it_came_in_with():
    """REQ-003-004"""
    chain = Chain()

    disclosure = chain.pass_on("surname", "forename")
    deliver_prepared(chain.provider.pk, at=NOON)

    with acting_for(chain.provider.pk):
        inbound, onward = Parcel.objects.order_by("parent")
        inbound, onward = (inbound, onward) if onward.parent else (onward, inbound)
        entry = Entry.objects.get(pk=onward.entry)
        assert json.loads(bytes(entry.leaf))["about"]["parent"] == str(inbound.entry)
        assert Entry.objects.get(pk=inbound.entry).to_organisation_id == chain.provider.pk
        assert set(onward.items) < set(inbound.items)
    with acting_for(chain.subcontractor.pk):
        assert present_values(Record.objects.get()) == {"surname": "Grant", "forename": "Ailsa"}
    assert disclosure.status == Status.PREPARED


def test_the_statement_gains_the_subcontractor_with_items_and_time():
    """REQ-004-002"""
    chain = Chain()
    before = statement_of(chain.exchange.record.handle).recipients

    chain.pass_on("surname")
    deliver_prepared(chain.provider.pk, at=NOON)

    statement = statement_of(chain.exchange.record.handle)
    assert before == [chain.provider.name]
    assert statement.recipients == sorted([chain.provider.name, chain.subcontractor.name])
    (row,) = (row for row in statement.shared if row.recipient == chain.subcontractor.name)
    assert [item.code for item in row.items] == ["surname"]
    assert row.at == NOON


def test_nothing_goes_on_to_a_subcontractor_that_is_not_approved():
    """REQ-LAW-026, REQ-003-004"""
    chain = Chain(approved=False)

    assert chain.codes(chain.pass_on("surname")) == {("NOT_APPROVED", "surname")}


def test_nothing_goes_on_that_the_agreement_does_not_let_go_on():
    chain = Chain(onward="none")

    assert chain.codes(chain.pass_on("surname")) == {("ONWARD", "surname")}


def test_what_was_approved_is_decided_again_when_it_is_sent():
    """A11."""
    chain = Chain()
    disclosure = chain.pass_on("surname")
    with chain.exchange.sending():
        end_approval(chain.approval, on=NOON.date(), by=chain.exchange.staff, at=NOON)

    deliver_prepared(chain.provider.pk, at=NOON + timedelta(days=1))

    with acting_for(chain.provider.pk):
        disclosure.refresh_from_db()
        assert chain.codes(disclosure) == {("NOT_APPROVED", "surname")}


def test_only_what_came_with_it_goes_on():
    """REQ-003-004"""
    chain = Chain()

    assert ("NOT_RECEIVED", "date_of_birth") in chain.codes(
        chain.pass_on("surname", "date_of_birth")
    )


def given_plainly(chain, *, giver, receiver, agreement, parent=None):
    """What somebody does who goes round the page for passing on."""
    staff = a_member_of_staff(giver)
    with acting_for(giver.pk, user=staff.pk):
        record = Record.objects.get(organisation=giver)
        draft = Draft(
            kind="test",
            recipient=receiver,
            agreement=agreement,
            purpose="employment_support",
            channel="inside",
            people=[Giving(record=record, items=frozenset({"surname"}), parent=parent)],
        )
        return disclose(draft, by=staff, at=NOON)


def test_what_was_received_is_not_given_to_a_subcontractor_as_if_it_were_ones_own():
    """REQ-003-004"""
    chain = Chain()
    agreement = a_small_agreement(items=ITEMS, giver=chain.provider, receiver=chain.subcontractor)

    refused = given_plainly(
        chain, giver=chain.provider, receiver=chain.subcontractor, agreement=agreement
    )

    assert chain.codes(refused) == {("PASSED_ON", "surname")}


def test_a_subcontractor_passes_nothing_on_to_another():
    """A18."""
    chain = Chain()
    chain.pass_on("surname")
    deliver_prepared(chain.provider.pk, at=NOON)
    another = an_organisation(Kind.SUBCONTRACTOR)
    agreement = a_small_agreement(items=ITEMS, giver=chain.subcontractor, receiver=another)
    with acting_for(chain.subcontractor.pk):
        parent = Parcel.objects.get().entry

    for named in (parent, None):
        refused = given_plainly(
            chain, giver=chain.subcontractor, receiver=another, agreement=agreement, parent=named
        )
        assert refused.status == Status.REFUSED
    assert ("ONWARD_TWICE", "") in chain.codes(
        given_plainly(
            chain, giver=chain.subcontractor, receiver=another, agreement=agreement, parent=parent
        )
    )


def test_the_entry_named_as_source_is_of_the_same_person_and_ours():
    chain, other = Chain(), Chain()
    agreement = a_small_agreement(items=ITEMS, giver=chain.provider, receiver=chain.subcontractor)
    with other.exchange.sending():
        foreign = Parcel.objects.get().entry

    refused = given_plainly(
        chain,
        giver=chain.provider,
        receiver=chain.subcontractor,
        agreement=agreement,
        parent=foreign,
    )

    assert chain.codes(refused) == {("NOT_RECEIVED", "")}


@pytest.mark.parametrize("to", [Kind.SUBCONTRACTOR, Kind.LOCAL_AUTHORITY])
def test_what_came_under_section_15_goes_to_nobody_and_the_offence_is_named(to):
    """A13. `ccis.md` 9b.16"""
    chain = Chain(gateway="esa2008-s15", items=("forename", "surname"))
    receiver = an_organisation(to)
    agreement = a_small_agreement(items=ITEMS, giver=chain.provider, receiver=receiver)

    refused = given_plainly(chain, giver=chain.provider, receiver=receiver, agreement=agreement)

    assert ("ONWARD_OFFENCE", "surname") in chain.codes(refused)


def test_what_came_under_section_15_is_locked_in_the_record_it_is_merged_into():
    """A13."""
    chain = Chain(gateway="esa2008-s15", items=("forename", "surname"))
    manager = a_member_of_staff(chain.provider, Role.TRACKING_MANAGER)
    with acting_for(chain.provider.pk, user=manager.pk):
        received = Record.objects.get(organisation=chain.provider)
    kept = a_record(chain.provider)
    with acting_for(chain.provider.pk, user=manager.pk):
        merge(kept, received, because="One person.", by=manager, at=NOON)

        assert provenance(kept)["surname"].came_under == "esa2008-s15"


def test_section_17_lets_it_go_on_to_another_authority():
    """`ccis.md` 9b.16"""
    chain = Chain(gateway="esa2008-s15", items=("forename", "surname"))
    receiver = an_organisation(Kind.LOCAL_AUTHORITY)
    agreement = a_small_agreement(
        items=ITEMS, giver=chain.provider, receiver=receiver, gateway="esa2008-s17"
    )

    given = given_plainly(chain, giver=chain.provider, receiver=receiver, agreement=agreement)

    assert given.status == Status.PREPARED


def test_a_condition_goes_on_with_what_was_given_under_it():
    """REQ-002-085"""
    chain = Chain(use="NO_CONTACT")

    chain.pass_on("surname")
    deliver_prepared(chain.provider.pk, at=NOON)

    with acting_for(chain.subcontractor.pk):
        assert Fact.objects.get().use == "NO_CONTACT"

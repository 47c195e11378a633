"""Somebody mentioned in another person's case has keys, a statement and an erasure of their own."""

import pytest

from onward.disclosures.models import Disclosure, Parcel
from onward.ledger.models import Entry
from onward.people.facts import NewFact, add_fact, present_values
from onward.people.keys import standing_keys
from onward.people.mentions import somebody_else
from onward.people.models import Fact, Mention, Record
from onward.people.records import restrict
from onward.rights.erasure import erase
from onward.rights.sharing import State
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from tests.disclosures.factories import an_exchange
from tests.disclosures.test_gate import leaf
from tests.times import NOON

pytestmark = pytest.mark.django_db
HELD = {
    "surname": "Grant",
    "partner_name": "Callum Reid",
    "partner_nino": "QQ654321A",
    "parent_name": "Moira Grant",
    "lone_parent": False,
}
ABOUT_PARTNER = {"partner_name", "partner_nino"}


@pytest.fixture
def exchange():
    return an_exchange(items=HELD, held=HELD)


def given(exchange, *items):
    disclosure = exchange.give(*(items or HELD))
    exchange.deliver()
    return disclosure


def mentioned(exchange, relation="PARTNER", *, by_recipient=False):
    with exchange.receiving() if by_recipient else exchange.sending():
        return Mention.objects.get(relation=relation).mentioned


def items_in(statement):
    return {item.code: (item.value, item.state) for row in statement.shared for item in row.items}


def test_whoever_a_fact_mentions_has_a_record_that_no_search_finds(exchange):
    with exchange.sending():
        assert Mention.objects.count() == 2
        assert {record.kind for record in Record.objects.exclude(pk=exchange.record.pk)} == {
            Record.Kind.MENTIONED
        }


def test_their_items_are_sealed_under_their_keys_with_an_entry_of_their_own(exchange):
    """REQ-003-085"""
    given(exchange)
    partner = mentioned(exchange)

    with exchange.sending():
        own = Parcel.objects.get(from_handle=exchange.record.handle)
        theirs = Parcel.objects.get(from_handle=partner.handle)
        assert own.items == ["lone_parent", "surname"]
        assert theirs.items == sorted(ABOUT_PARTNER)
        assert (partner.handle, "household") in standing_keys([partner.handle])
        entry = Entry.objects.get(pk=theirs.entry)
        assert entry.subject == partner.handle
        assert str(exchange.record.handle) not in bytes(entry.leaf).decode()


def test_each_reads_their_own_items_and_the_participant_that_the_others_went(exchange):
    """REQ-003-085"""
    given(exchange)

    ours = statement_of(exchange.record.handle)
    theirs = statement_of(mentioned(exchange).handle)

    assert items_in(theirs) == {
        "partner_name": ("Callum Reid", State.HELD),
        "partner_nino": ("QQ654321A", State.HELD),
    }
    assert [row.kind for row in theirs.shared] == ["mentioned"]
    assert items_in(ours).keys() == {"lone_parent", "surname"}
    (row,) = ours.shared
    assert len(row.of_others) == 3
    assert ours.handles.isdisjoint(theirs.handles)


def test_the_recipient_holds_it_all_and_has_a_record_of_its_own_of_each(exchange):
    given(exchange)

    theirs = mentioned(exchange, by_recipient=True)
    with exchange.receiving():
        held = Record.objects.get(kind=Record.Kind.PERSON)
        assert present_values(held) == HELD
    with exchange.sending():
        assert Parcel.objects.get(to_handle=theirs.handle).items == sorted(ABOUT_PARTNER)


def test_a_second_giving_reaches_the_same_two_records(exchange):
    given(exchange)
    first = mentioned(exchange, by_recipient=True)

    given(exchange)

    assert mentioned(exchange, by_recipient=True) == first


def test_erasing_the_participant_leaves_the_partners_part(exchange):
    """A44. REQ-003-085"""
    given(exchange)
    with exchange.sending():
        erase(exchange.record, by=exchange.staff, at=NOON)

    theirs = items_in(statement_of(mentioned(exchange).handle))

    assert {state for _, state in theirs.values()} == {State.HELD}
    assert {state for _, state in items_in(statement_of(exchange.record.handle)).values()} == {
        State.ERASED
    }


def test_erasing_the_partner_leaves_the_participants_part_and_empties_what_was_said_of_them(
    exchange,
):
    """A44. REQ-003-085"""
    given(exchange)
    partner = mentioned(exchange)
    with exchange.sending():
        erase(partner, by=exchange.staff, at=NOON)
        left = present_values(exchange.record)

    assert left == {item: HELD[item] for item in HELD.keys() - ABOUT_PARTNER}
    assert {state for _, state in items_in(statement_of(partner.handle)).values()} == {State.ERASED}
    assert {state for _, state in items_in(statement_of(exchange.record.handle)).values()} == {
        State.HELD
    }


def test_another_partner_is_another_person(exchange):
    given(exchange, *ABOUT_PARTNER)
    first = mentioned(exchange)
    with exchange.sending():
        somebody_else(exchange.record, relation=Mention.Relation.PARTNER, at=NOON)
        add_fact(
            NewFact(
                record=exchange.record,
                values={"partner_name": "Iain Fraser"},
                source=Fact.Source.STAFF,
                valid_from=NOON.date(),
                at=NOON,
                by=exchange.staff,
            )
        )
        second = Mention.objects.get(relation="PARTNER", ended_at=None).mentioned
        assert second != first
        erase(first, by=exchange.staff, at=NOON)

        assert present_values(exchange.record)["partner_name"] == "Iain Fraser"


def test_whom_a_restricted_record_mentions_is_hidden_with_it(exchange):
    partner = mentioned(exchange)
    with exchange.sending():
        restrict(exchange.record, to=[exchange.staff], by=exchange.staff, at=NOON)

    with acting_for(exchange.sender.pk):
        assert not Record.objects.filter(pk=partner.pk).exists()
        assert not Mention.objects.exists()


def test_nothing_of_anybody_goes_without_a_permit(exchange):
    small = an_exchange(items=["surname"], held=HELD)

    refused = small.give("surname", "partner_nino")

    assert refused.status == Disclosure.Status.REFUSED
    assert [row["item"] for row in refused.refusals] == ["partner_nino"]


def test_nothing_is_said_of_others_where_nothing_of_others_went(exchange):
    given(exchange, "surname")

    with exchange.sending():
        entry = Entry.objects.get(pk=Parcel.objects.get().entry)
        assert "of_others" not in leaf(entry)["about"]

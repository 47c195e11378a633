"""Preparing: all of what is permitted and held is sealed, or nothing is."""

import json

import pytest

from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import open_parcels
from onward.ledger.models import Entry
from onward.people.models import Record
from tests.disclosures.factories import an_exchange

pytestmark = pytest.mark.django_db
Status = Disclosure.Status


def leaf(entry):
    return json.loads(bytes(entry.leaf))


def test_one_item_outside_the_agreement_stops_the_whole_disclosure():
    exchange = an_exchange(items=["surname"])

    disclosure = exchange.give("surname", "nino")

    assert [(row["code"], row["item"]) for row in disclosure.refusals] == [
        ("NOT_PERMITTED", "nino")
    ]
    with exchange.sending():
        assert not Parcel.objects.exists()
        assert Entry.objects.filter(about_id=disclosure.pk).get().kind == "disclosure.refused"


def test_what_was_prepared_opens_to_exactly_the_items_asked_for():
    exchange = an_exchange()

    disclosure = exchange.give("surname", "nino")

    with exchange.sending():
        parcel = Parcel.objects.get(disclosure=disclosure)
        assert open_parcels([parcel])[parcel.pk] == {"surname": "Grant", "nino": "QQ123456C"}


def test_an_agreement_for_the_surname_alone_leaves_the_forename_out_of_the_parcel():
    """REQ-004-005"""
    exchange = an_exchange(items=["surname"])

    exchange.give("surname")

    with exchange.sending():
        parcel = Parcel.objects.get()
        assert parcel.items == ["surname"]
        assert "forename" not in open_parcels([parcel])[parcel.pk]


def test_an_item_that_is_not_held_is_named_as_such_and_not_sent_empty():
    """REQ-004-007"""
    exchange = an_exchange(items=["surname", "address", "postcode"])

    disclosure = exchange.give("surname", "address", "postcode")

    with exchange.sending():
        assert Parcel.objects.get().not_held == ["address", "postcode"]
        entry = Entry.objects.get(about_id=disclosure.pk)
        assert leaf(entry)["about"]["not_held"] == ["address", "postcode"]


def test_number_and_reference_both_go_only_if_both_are_permitted():
    """REQ-004-006"""
    held = {"nino": "QQ123456C", "claimant_reference_number": "R77"}
    exchange = an_exchange(items=["nino"], held=held)

    both = exchange.give("nino", "claimant_reference_number")
    one = exchange.give("nino")

    assert (both.status, one.status) == (Status.REFUSED, Status.PREPARED)


def test_endorsements_need_a_permission_of_their_own():
    """REQ-004-020"""
    held = {"driving_licence": ["car"], "licence_endorsements": "TS10"}
    exchange = an_exchange(items=["driving_licence"], held=held)

    disclosure = exchange.give("driving_licence", "licence_endorsements")

    assert disclosure.refusals[0]["item"] == "licence_endorsements"


def test_a_permitted_qualification_level_takes_none_of_its_neighbours_along():
    """REQ-004-022"""
    held = {"qualification_level": {"1": "gcse"}, "qualification_subject": {"1": "Maths"}}
    exchange = an_exchange(items=["qualification_level"], held=held)

    exchange.give("qualification_level")

    with exchange.sending():
        parcel = Parcel.objects.get()
        assert open_parcels([parcel])[parcel.pk] == {"qualification_level": {"1": "gcse"}}


def test_an_incident_travels_as_yes_or_no_and_its_story_nowhere():
    """REQ-004-012"""
    story = "shouted at the desk"
    held = {"incident_marker": {"recorded": True, "detail": story}}
    exchange = an_exchange(items=["incident_marker"], held=held)

    exchange.give("incident_marker")

    with exchange.sending():
        parcel = Parcel.objects.get()
        assert open_parcels([parcel])[parcel.pk] == {"incident_marker": True}
        assert story not in str(bytes(Entry.objects.get(kind="disclosure.prepared").leaf))


def test_the_leaf_holds_codes_and_commitments_and_no_value():
    exchange = an_exchange()

    exchange.give("surname", "forename", "nino")

    with exchange.sending():
        text = bytes(Entry.objects.get(kind="disclosure.prepared").leaf).decode()
    assert "Grant" not in text
    assert "QQ123456C" not in text
    assert set(json.loads(text)["about"]["commitments"]) == {"identity"}


def test_a_special_customer_record_is_refused_and_leaves_no_parcel():
    exchange = an_exchange(case_kind=Record.CaseKind.SCR)

    disclosure = exchange.give("surname")

    assert [row["code"] for row in disclosure.refusals] == ["SCR_CLERICAL_ONLY"]
    with exchange.sending():
        assert not Parcel.objects.exists()


def test_a_refusal_is_seen_by_the_sender_alone():
    exchange = an_exchange(items=["surname"])

    exchange.give("nino")

    with exchange.receiving():
        assert not Disclosure.objects.exists()
        assert not Entry.objects.filter(kind="disclosure.refused").exists()


def test_what_is_prepared_is_seen_by_its_two_parties_and_no_other():
    exchange, other = an_exchange(), an_exchange()

    exchange.give("surname")

    with exchange.receiving():
        assert Disclosure.objects.count() == 1
    with other.sending():
        assert not Disclosure.objects.exists()
        assert not Parcel.objects.exists()


def test_the_recipient_holds_the_sealed_part_but_not_its_key():
    exchange = an_exchange()

    exchange.give("surname")

    with exchange.receiving():
        parcel = Parcel.objects.get()
        assert open_parcels([parcel])[parcel.pk] == {}


def test_what_is_about_nobody_needs_an_agreement_in_force_too():
    exchange = an_exchange(signed_on={})

    nothing = exchange.give(people=[])

    assert [row["code"] for row in nothing.refusals] == ["NOT_SIGNED"]


def test_what_is_about_nobody_has_its_entry_before_it_leaves():
    exchange = an_exchange()

    nothing = exchange.give(people=[])

    assert exchange.deliver() == 1
    with exchange.sending():
        prepared, sent = Entry.objects.filter(about_id=nothing.pk).order_by("entered_at")
        assert (prepared.kind, leaf(prepared)["about"]["items"]) == ("disclosure.prepared", [])
        assert sent.kind == "disclosure.sent"

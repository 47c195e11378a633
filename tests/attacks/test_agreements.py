"""Attacks on what an agreement lets pass (domain/privacy.md 4.11, *Decision*)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError

from onward.agreements.actions import CannotSign, end, sign
from onward.agreements.authority import authority
from onward.agreements.catalogue import About, CaseKind, KeyClass, Projection, catalogue
from onward.agreements.models import Agreement, Permit, Signature
from onward.agreements.standard import standard_agreement
from onward.disclosures.models import Disclosure
from onward.parties.models import Organisation
from onward.parties.permissions import GRANTS, Role, granted_to
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.agreements.factories import an_agreement, at_work, parties_to, put_all_on_file
from tests.agreements.factories import drawn_up as drawn_up_from
from tests.disclosures.factories import an_exchange
from tests.parties.factories import an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
Kind = Organisation.Kind


def codes(disclosure: Disclosure) -> list[str]:
    return [refusal["code"] for refusal in disclosure.refusals]


def test_a_signature_with_an_earlier_day_brings_nothing_into_force_before_it_was_put_down():
    """A12."""
    parties = parties_to("WFS-PAYFILE")
    agreement = an_agreement("WFS-PAYFILE", parties=parties, signed=False)
    way = {"giver": parties["department"].pk, "receiver": parties["commissioner"].pk}
    for party in parties.values():
        with at_work(party) as staff:
            day = TODAY - timedelta(20)
            sign(agreement, name="A. Officer", post="Director", on=day, by=staff, at=NOON)

    with acting_for(parties["department"].pk):
        read = authority(agreement)

    before = read.refusals((), **way, at=NOON - timedelta(1))
    assert [why.code for why in before] == ["NOT_SIGNED"]
    assert not read.refusals((), **way, at=NOON)


def test_a_signature_bears_no_day_that_has_not_come():
    """A12."""
    parties = parties_to("WFS-PAYFILE")
    agreement = an_agreement("WFS-PAYFILE", parties=parties, signed=False)

    day = TODAY + timedelta(1)
    with at_work(parties["department"]) as staff, pytest.raises(CannotSign, match="has not come"):
        sign(agreement, name="A. Officer", post="Director", on=day, by=staff, at=NOON)


def test_a_clock_that_is_put_back_revives_no_agreement_that_was_ended():
    """A12."""
    exchange = an_exchange()
    with exchange.sending():
        end(exchange.agreement, by=exchange.staff, at=NOON)

    assert codes(exchange.give("surname", at=NOON - timedelta(1))) == ["NOT_IN_FORCE"]


@pytest.mark.parametrize("column", ["signed_on", "recorded_at"])
def test_the_day_of_a_signature_cannot_be_changed_afterwards(column):
    """A12."""
    exchange = an_exchange()

    with exchange.sending(), pytest.raises(ProgrammingError):
        Signature.objects.update(**{column: NOON})


@pytest.mark.parametrize(
    "edit",
    [
        {"definition": "Something wider."},
        {"projection": Projection.AS_HELD},
        {"codes": ("A", "B")},
        {"key_class": KeyClass.STATISTICS},
        {"about": About.STAFF},
        {"free_text": True},
        {"withheld_for": frozenset()},
    ],
)
def test_an_item_that_is_edited_in_place_is_no_longer_the_item_that_was_agreed(edit):
    """A14."""
    item = replace(
        catalogue()["incident_marker"],
        projection=Projection.YES_NO,
        withheld_for=frozenset({CaseKind.MAPPA}),
    )

    assert replace(item, **edit).digest != item.digest


def test_an_item_whose_meaning_is_another_than_agreed_does_not_go():
    """A14."""
    agreed = catalogue()["surname"].digest
    assert not codes(an_exchange(["surname"], item_digest=agreed).give("surname"))

    earlier = replace(catalogue()["surname"], definition="What it meant before.").digest

    assert codes(an_exchange(["surname"], item_digest=earlier).give("surname")) == ["ITEM_CHANGED"]


def test_what_was_agreed_of_an_item_cannot_be_changed_afterwards():
    """A14."""
    exchange = an_exchange()

    with exchange.sending(), pytest.raises(ProgrammingError):
        Permit.objects.update(item_digest="0" * 64)


def test_every_permit_of_a_text_keeps_what_its_item_meant():
    """A14."""
    agreement = drawn_up_from(standard_agreement("WFS-REFERRAL"))

    with acting_for(agreement.organisations[0]):
        kept = Permit.objects.filter(agreement=agreement).values_list("item", "item_digest")
        assert all(digest == catalogue()[item].digest for item, digest in kept)


def test_a_providers_subcontractor_does_not_inherit_what_the_provider_may_get():
    """A15."""
    exchange = an_exchange()
    subcontractor = an_organisation(Kind.SUBCONTRACTOR)

    assert "WRONG_PARTY" in codes(exchange.give("surname", recipient=subcontractor))


def test_no_role_of_staff_carries_another_roles_permissions_by_its_name():
    """A15."""
    for role in Role:
        assert granted_to([role]) == GRANTS[role]
    assert granted_to(["SOMETHING_ELSE"]) == frozenset()


def test_the_memorandum_of_one_authority_lets_nothing_go_to_another():
    """A16. REQ-002-096"""
    parties = parties_to("MOU-LOCAL")
    memorandum = drawn_up_from(standard_agreement("MOU-LOCAL"), parties=parties)
    other = an_organisation(Kind.LOCAL_AUTHORITY, nation=Organisation.Nation.ENGLAND)
    put_all_on_file(memorandum)

    with acting_for(parties["district"].pk):
        found = authority(memorandum).refusals(
            {"surname"}, giver=parties["district"].pk, receiver=other.pk, at=NOON
        )
    assert "WRONG_PARTY" in {why.code for why in found}
    with acting_for(other.pk):
        assert not Agreement.objects.filter(pk=memorandum.pk).exists()


def test_another_authoritys_memorandum_is_refused_at_the_gate():
    """A16. REQ-002-096"""
    exchange, other = an_exchange(), an_organisation(Kind.LOCAL_AUTHORITY)

    disclosure = exchange.give("surname", recipient=other)

    assert codes(disclosure) == ["WRONG_PARTY"]
    with acting_for(other.pk):
        assert not Disclosure.objects.exists()


def test_what_may_go_one_way_does_not_go_back():
    """A17."""
    exchange = an_exchange()
    exchange.give("surname")
    exchange.deliver()

    back = replace(exchange, sender=exchange.recipient, recipient=exchange.sender)
    with acting_for(exchange.recipient.pk):
        record = Record.objects.get()
    with at_work(exchange.recipient) as staff:
        disclosure = replace(back, record=record, staff=staff).give("surname")

    assert codes(disclosure) == ["WRONG_DIRECTION"]


def test_a_statute_that_has_ended_since_lets_nothing_go_under_an_older_agreement():
    """REQ-002-115"""
    parties = parties_to("MOU-LOCAL")
    way = {"giver": parties["district"].pk, "receiver": parties["authority"].pk}
    memorandum = drawn_up_from(standard_agreement("MOU-LOCAL"), parties=parties)
    with acting_for(parties["district"].pk):
        read = authority(memorandum)
    gone = {key: replace(terms, gateway="repealed") for key, terms in read.permits.items()}
    capped = {key: replace(terms, gateway="esa2008-s15") for key, terms in read.permits.items()}

    def why(permits, item):
        found = replace(read, permits=permits).refusals({item}, **way, at=NOON)
        return {each.code for each in found if each.item == item}

    assert why(read.permits, "surname") == set()
    assert why(gone, "surname") == {"NO_GATEWAY"}
    assert why(capped, "surname") == set()
    assert why(capped, "telephone") == {"GATEWAY_EXCLUDES"}

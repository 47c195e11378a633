"""Many people at once pass from one authority to another under an agreement, or not at all."""

import pytest

from onward.disclosures.gate import Draft, disclose
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.parcels import Giving
from onward.parties.models import Organisation
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_small_agreement
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
AUTHORITY = Organisation.Kind.LOCAL_AUTHORITY


@pytest.fixture
def authorities():
    return an_organisation(AUTHORITY), an_organisation(AUTHORITY)


def given_in_bulk(giver, receiver, agreement, *, items=("surname",)):
    staff = a_member_of_staff(giver)
    people = [a_record(giver, surname="Grant", nino=f"QQ12345{n}C") for n in range(3)]
    with acting_for(giver.pk, user=staff.pk):
        draft = Draft(
            kind="transfer",
            recipient=receiver,
            agreement=agreement,
            purpose="employment_support",
            channel="inside",
            people=[Giving(record=record, items=frozenset(items)) for record in people],
        )
        return disclose(draft, by=staff, at=NOON)


@pytest.mark.parametrize("there", [True, False], ids=["out", "in"])
def test_a_bulk_transfer_without_an_agreement_is_refused_and_nothing_is_sealed(authorities, there):
    """REQ-002-019"""
    ours, theirs = authorities
    giver, receiver = (ours, theirs) if there else (theirs, ours)

    refused = given_in_bulk(giver, receiver, None)

    assert refused.status == Disclosure.Status.REFUSED
    assert {row["code"] for row in refused.refusals} == {"NO_AGREEMENT"}
    with acting_for(giver.pk):
        assert not Parcel.objects.exists()
    with acting_for(receiver.pk):
        assert not Record.objects.exists()
        assert not Disclosure.objects.exists()


def test_with_one_only_the_listed_items_go(authorities):
    """REQ-002-019"""
    ours, theirs = authorities
    agreement = a_small_agreement(
        items=["surname"], giver=ours, receiver=theirs, gateway="esa2008-s17"
    )

    allowed = given_in_bulk(ours, theirs, agreement)
    refused = given_in_bulk(ours, theirs, agreement, items=("surname", "nino"))

    assert (allowed.status, allowed.people_count) == (Disclosure.Status.PREPARED, 3)
    assert {row["item"] for row in refused.refusals} == {"nino"}


def test_an_agreement_for_the_way_out_allows_nothing_in(authorities):
    """REQ-002-019, A17."""
    ours, theirs = authorities
    agreement = a_small_agreement(items=["surname"], giver=ours, receiver=theirs)

    refused = given_in_bulk(theirs, ours, agreement)

    assert {row["code"] for row in refused.refusals} == {"WRONG_DIRECTION"}

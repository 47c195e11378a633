from datetime import date, timedelta

import pytest

from onward.contracts.actions import (
    ApprovalRefused,
    BadContract,
    PublicationRefused,
    add_opportunity,
    approve,
    opportunities_for,
    publish,
    set_up,
    withdraw,
)
from onward.contracts.models import Contract, Opportunity
from onward.ledger.canonical import read_canonical
from onward.ledger.models import Entry
from onward.parties.models import Accreditation, Organisation
from onward.programmes.catalogue import NoSuchProgramme
from onward.tenancy.context import acting_for
from tests.agreements.factories import at_work
from tests.contracts.factories import (
    FIRST_DAY,
    LAST_DAY,
    a_contract,
    a_draft_contract,
    an_accredited_provider,
    an_opportunity,
)
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
Kind = Organisation.Kind
DAY = timedelta(days=1)


def approved(contract: Contract, *, by: Organisation | None = None) -> None:
    with at_work(by or contract.commissioner) as staff:
        approve(contract, by=staff, at=NOON)


def published(opportunity: Opportunity, *, at=NOON) -> None:
    with at_work(opportunity.operations) as staff:
        publish(opportunity, by=staff, at=at)


def test_set_up_then_approved_then_published_with_every_act_in_the_ledger():
    """REQ-000-002"""
    contract = a_draft_contract()
    an_accredited_provider(contract)
    opportunity = an_opportunity(contract, published=False)
    approved(contract)
    published(opportunity)

    with acting_for(contract.commissioner_id):
        entries = Entry.objects.order_by("entered_at")
        assert [(entry.kind, entry.by_organisation_id) for entry in entries] == [
            ("contract.set_up", contract.operations_id),
            ("opportunity.added", contract.operations_id),
            ("contract.approved", contract.commissioner_id),
            ("opportunity.published", contract.operations_id),
        ]


def test_an_entry_says_who_did_it_and_for_whom():
    contract = a_draft_contract()

    with acting_for(contract.provider_id):
        entry = Entry.objects.get(about_id=contract.pk)
    leaf = read_canonical(bytes(entry.leaf))
    assert (leaf["by"], leaf["for"]) == (contract.operations_id, contract.commissioner_id)
    assert leaf["performer"] == str(contract.made_by)
    assert leaf["about"] == {"contract": contract.reference}


def test_maker_and_approver_stand_on_the_contract():
    """REQ-000-002"""
    contract = a_contract()

    assert contract.status == Contract.Status.APPROVED
    assert contract.made_by != contract.approved_by


def test_nothing_is_published_before_approval():
    """REQ-000-002"""
    opportunity = an_opportunity(a_draft_contract(), published=False)

    with pytest.raises(PublicationRefused, match="not approved"):
        published(opportunity)


def test_the_maker_does_not_approve():
    """REQ-000-002"""
    both = an_organisation(Kind.COMMISSIONER)
    provider = an_organisation(Kind.PRIME_PROVIDER)
    with at_work(both) as staff:
        contract = set_up(
            commissioner=both,
            provider=provider,
            reference="in-house",
            programme="wfs",
            area="Fife",
            starts_on=FIRST_DAY,
            ends_on=LAST_DAY,
            by=staff,
            at=NOON,
        )
        with pytest.raises(ApprovalRefused, match="Whoever set a contract up"):
            approve(contract, by=staff, at=NOON)


def test_only_the_commissioner_approves():
    """REQ-000-002"""
    contract = a_draft_contract()
    an_accredited_provider(contract)

    with pytest.raises(ApprovalRefused, match="Only the commissioner"):
        approved(contract, by=contract.operations)


@pytest.mark.parametrize(
    "unfit",
    [
        {"operations_told_at": None},
        {"granted_on": None, "expires_on": None},
        {"expires_on": NOON.date() - DAY},
        {"withdrawn_on": NOON.date()},
    ],
)
def test_no_approval_unless_accreditation_stands_and_operations_were_told(unfit):
    """REQ-000-001"""
    contract = a_draft_contract()
    an_accredited_provider(contract)
    with acting_for(contract.commissioner_id):
        Accreditation.objects.filter(provider=contract.provider).update(**unfit)

    with pytest.raises(ApprovalRefused, match="no security accreditation that stands on 2 May"):
        approved(contract)

    an_accredited_provider(contract)
    approved(contract)
    assert contract.status == Contract.Status.APPROVED


def test_another_commissioner_s_accreditation_does_not_count():
    """REQ-000-001"""
    provider = an_organisation(Kind.PRIME_PROVIDER)
    an_accredited_provider(a_draft_contract(provider=provider))

    with pytest.raises(ApprovalRefused, match="accreditation"):
        approved(a_draft_contract(provider=provider))


def test_every_reason_against_approval_is_given_at_once():
    contract = a_draft_contract()

    with pytest.raises(ApprovalRefused) as refusal:
        approved(contract, by=contract.operations)

    assert len(refusal.value.reasons) == 2


def test_a_contract_is_approved_once():
    contract = a_contract()

    with pytest.raises(ApprovalRefused, match="already"):
        approved(contract)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"ends_on": FIRST_DAY}, BadContract),
        ({"programme": "unheard-of"}, NoSuchProgramme),
        ({"starts_on": date(2016, 1, 1)}, NoSuchProgramme),
    ],
)
def test_a_contract_lies_within_a_programme(change, why):
    commissioner, provider = an_organisation(Kind.COMMISSIONER), an_organisation()
    terms = {"programme": "wfs", "area": "Fife", "starts_on": FIRST_DAY, "ends_on": LAST_DAY}

    with at_work(an_organisation(Kind.DEPARTMENT)) as staff, pytest.raises(why):
        set_up(
            commissioner=commissioner,
            provider=provider,
            reference="contract",
            by=staff,
            at=NOON,
            **{**terms, **change},
        )


def test_nothing_is_published_twice_or_once_the_contract_is_over():
    with pytest.raises(PublicationRefused, match="already been published"):
        published(an_opportunity())
    unpublished = an_opportunity(published=False)
    with pytest.raises(PublicationRefused, match="is over"):
        published(unpublished, at=NOON.replace(year=2020))


def test_work_coaches_see_an_opportunity_from_publication_to_withdrawal():
    """REQ-000-002"""
    coaches = an_organisation(Kind.JOBCENTRE_DISTRICT)
    opportunity = an_opportunity(referrer=coaches, published=False)

    def seen() -> list[Opportunity]:
        with acting_for(coaches.pk):
            return list(opportunities_for(coaches))

    assert seen() == []
    published(opportunity)
    assert seen() == [opportunity]
    with at_work(opportunity.operations) as staff:
        withdraw(opportunity, by=staff, at=NOON)
    assert seen() == []


def test_an_operations_team_that_refers_too_is_offered_only_what_is_published_to_it():
    contract = a_contract()
    own = an_opportunity(contract)
    an_opportunity(contract, published=False)
    an_opportunity(contract, referrer=an_organisation(Kind.JOBCENTRE_DISTRICT))

    with acting_for(contract.operations_id):
        assert list(opportunities_for(contract.operations)) == [own]


def test_only_what_is_published_is_withdrawn():
    opportunity = an_opportunity(published=False)

    with at_work(opportunity.operations) as staff, pytest.raises(PublicationRefused):
        withdraw(opportunity, by=staff, at=NOON)


def test_an_opportunity_belongs_to_the_parties_of_its_contract():
    contract = a_contract()
    referrer = an_organisation(Kind.JOBCENTRE_DISTRICT)
    staff = a_member_of_staff(contract.operations)

    with acting_for(contract.operations_id, user=staff.pk):
        opportunity = add_opportunity(
            contract, code="fife", title="Fife", referrer=referrer, by=staff, at=NOON
        )

    for party in ("commissioner_id", "operations_id", "provider_id"):
        assert getattr(opportunity, party) == getattr(contract, party)

"""A claim passes only if every check does, and each check can be shown."""

from datetime import timedelta

import pytest
from django.db import transaction

from onward.agreements import actions as agreements
from onward.casework.models import Referral
from onward.contracts.models import BankDetails, Contract
from onward.ledger.models import Entry
from onward.parties.access import NotAllowed
from onward.parties.models import Accreditation
from onward.payments.checks import check_all, latest_checks
from onward.payments.models import Check, Claim
from onward.payments.rules import CHECKS
from onward.payments.sharing import NotPermitted
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.payments.factories import (
    ACHIEVED,
    TODAY,
    World,
    a_claim,
    a_price,
    a_run,
    a_world,
    checked,
)
from tests.times import NOON

pytestmark = pytest.mark.django_db


def failed_codes(world: World, claim: Claim) -> set[str]:
    with acting_for(world.operations.pk):
        return {shown.check.code for shown in latest_checks(claim) if not shown.check.passed}


def test_a_good_claim_passes_and_every_check_says_what_it_saw(world):
    [claim] = checked(world, a_claim(world))

    assert claim.status == Claim.Status.PASSED
    with acting_for(world.commissioner.pk):
        shown = latest_checks(claim)
        assert [each.check.code for each in shown] == [check.code for check in CHECKS]
        saw = {each.check.code: each.check.saw for each in shown}
    assert saw["price_right"] == {"claimed": 17_000, "price": 17_000}
    assert saw["accredited"] == {"on": TODAY.isoformat()}


def withdrawn(world: World, claim: Claim) -> None:
    Referral.objects.filter(pk=claim.referral_id).update(
        status="WITHDRAWN", withdrawal_reason="duplicate"
    )


def ended_early(world: World, claim: Claim) -> None:
    Referral.objects.filter(pk=claim.referral_id).update(
        status="ENDED", ended_on=ACHIEVED - timedelta(days=1), end_reason="moved"
    )


def started_later(world: World, claim: Claim) -> None:
    Referral.objects.filter(pk=claim.referral_id).update(started_on=ACHIEVED + timedelta(days=1))


def lapsed(world: World, claim: Claim) -> None:
    Accreditation.objects.update(expires_on=TODAY - timedelta(days=1))


def unapproved_account(world: World, claim: Claim) -> None:
    BankDetails.objects.update(approved_by=None, approved_at=None)


def not_approved(world: World, claim: Claim) -> None:
    Contract.objects.update(status="DRAFT", approved_by=None, approved_at=None)


def special(world: World, claim: Claim) -> None:
    referral = Referral.objects.get(pk=claim.referral_id)
    Record.objects.filter(pk=referral.sent_from_id).update(case_kind=Record.CaseKind.SCR)


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (withdrawn, {"referral_stands"}),
        (ended_early, {"not_ended_before"}),
        (started_later, {"outcome_after_start", "inside_support"}),
        (lapsed, {"accredited"}),
        (unapproved_account, {"bank_details_approved"}),
        (not_approved, {"contract_approved"}),
        (special, {"paid_by_file"}),
    ],
)
def test_whatever_is_wrong_is_named_and_nothing_else(world, spoil, codes):
    """REQ-000-009, by the last row: what is not paid by file does not pass."""
    claim = a_claim(world)
    spoiler = world.provider if spoil in (ended_early, started_later) else world.operations
    with acting_for(spoiler.pk):
        spoil(world, claim)

    [claim] = checked(world, claim)

    assert claim.status == Claim.Status.FAILED
    assert failed_codes(world, claim) == codes


def test_a_claim_that_failed_passes_once_it_is_mended(world):
    claim = a_claim(world)
    with acting_for(world.operations.pk):
        lapsed(world, claim)
    [claim] = checked(world, claim)
    with acting_for(world.commissioner.pk):
        Accreditation.objects.update(expires_on=TODAY + timedelta(days=90))

    [claim] = checked(world, claim)

    assert claim.status == Claim.Status.PASSED
    assert failed_codes(world, claim) == set()
    with acting_for(world.operations.pk):
        assert Check.objects.filter(claim=claim, passed=False).count() == 1


def test_a_price_that_changed_since_the_claim_fails_it(world):
    claim = a_claim(world)
    with acting_for(world.operations.pk):
        a_price(world.contract, outcome="job_start", pence=1, by=world.officer, from_on=ACHIEVED)

    checked(world, claim)

    assert failed_codes(world, claim) == {"price_right"}


def test_the_provider_reads_the_checks_of_its_own_claims_alone(world):
    other = a_world()
    [claim] = checked(world, a_claim(world))

    with acting_for(world.provider.pk):
        assert len(latest_checks(claim)) == len(CHECKS)
    with acting_for(other.provider.pk):
        assert latest_checks(claim) == []


def test_the_provider_cannot_write_a_check(world):
    claim = a_claim(world)

    with acting_for(world.provider.pk), pytest.raises(NotAllowed):
        check_all([claim], by=world.claimer, at=NOON)


def test_a_claim_in_a_run_is_left_as_it_is(world):
    run = a_run(world, claims=1)
    with acting_for(world.operations.pk):
        lapsed(world, Claim.objects.get())

        [claim] = check_all(Claim.objects.all(), by=world.officer, at=NOON)

        assert (claim.status, claim.run_id) == (Claim.Status.IN_RUN, run.pk)
        assert Check.objects.filter(claim=claim).count() == len(CHECKS)


def test_a_check_is_in_the_ledger_with_its_outcome_for_the_provider(world):
    [claim] = checked(world, a_claim(world))

    with acting_for(world.provider.pk):
        entry = Entry.objects.get(kind="claim.passed")
    assert (entry.about_id, entry.for_organisation_id) == (claim.pk, world.commissioner.pk)
    assert b"claim_status" in bytes(entry.leaf)


def test_without_the_agreement_the_provider_is_told_nothing(world):
    claim = a_claim(world)
    with acting_for(world.commissioner.pk):
        agreements.end(world.agreement, by=world.finance[0], at=NOON)

    with pytest.raises(NotPermitted), transaction.atomic():
        checked(world, claim)

    with acting_for(world.operations.pk):
        assert not Check.objects.exists()

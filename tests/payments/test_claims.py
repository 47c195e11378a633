"""An outcome is claimed once, ever, at the contract's price of its day."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from onward.agreements import actions as agreements
from onward.ledger.models import Entry
from onward.parties.access import NotAllowed
from onward.parties.permissions import Role
from onward.payments.claims import ClaimRefused, claim_all, price_again
from onward.payments.models import Claim, Touch
from onward.payments.sharing import CLAIMED, NotPermitted
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff
from tests.payments.factories import (
    ACHIEVED,
    a_claim,
    a_price,
    a_world,
    an_outcome,
    checked,
)
from tests.times import NOON


@pytest.mark.django_db
class TestClaiming:
    def test_a_claim_carries_the_price_of_the_day_it_was_achieved(self, world):
        with acting_for(world.operations.pk):
            a_price(
                world.contract,
                outcome="job_start",
                pence=99_900,
                by=world.officer,
                from_on=ACHIEVED.replace(day=25),
            )

        claim = a_claim(world)

        assert claim.pence == 17_000
        assert claim.status == Claim.Status.CLAIMED
        assert len(claim.reference) <= 35

    def test_the_same_outcome_again_gives_the_same_claim(self, world):
        outcome = an_outcome(world)

        first, second = a_claim(world, outcome=outcome), a_claim(world, outcome=outcome)

        assert first == second
        with acting_for(world.provider.pk):
            assert Claim.objects.count() == 1
            assert Entry.objects.filter(kind="claim.made").count() == 1

    def test_a_claim_is_in_the_ledger_with_its_items_and_the_persons_handle(self, world):
        outcome = an_outcome(world)

        claim = a_claim(world, outcome=outcome)

        with acting_for(world.commissioner.pk):
            entry = Entry.objects.get(kind="claim.made")
            assert entry.about_id == claim.pk
            assert entry.to_organisation_id == world.operations.pk
            for item in CLAIMED:
                assert f'"{item}"'.encode() in bytes(entry.leaf)
        with acting_for(world.provider.pk):
            assert entry.subject == Record.objects.get(pk=outcome.record_id).handle

    def test_who_claimed_has_touched_it(self, world):
        claim = a_claim(world)

        with acting_for(world.commissioner.pk):
            touch = Touch.objects.get(about=claim.pk)
        assert (touch.staff, touch.what) == (world.claimer.handle, "claimed")

    def test_an_outcome_of_a_special_customer_record_cannot_be_claimed(self):
        """REQ-000-009"""
        world = a_world()
        outcome = an_outcome(world)
        with acting_for(world.provider.pk):
            Record.objects.filter(pk=outcome.record_id).update(case_kind=Record.CaseKind.SCR)

        with pytest.raises(ClaimRefused, match="paid by hand"):
            a_claim(world, outcome=outcome)

    def test_an_outcome_without_a_price_refuses_the_whole_batch_by_name(self, world):
        good = an_outcome(world)
        early = an_outcome(world, achieved_on=date(2017, 4, 2))

        with acting_for(world.provider.pk):
            with pytest.raises(ClaimRefused, match=f"{early.referral.reference} has no price"):
                claim_all([good, early], by=world.claimer, at=NOON)

            assert not Claim.objects.exists()

    def test_another_providers_outcome_cannot_be_claimed(self, world):
        other = a_world()
        outcome = an_outcome(other)

        with pytest.raises(ClaimRefused, match="1 of these outcomes are not yours"):
            a_claim(world, outcome=outcome)

    def test_only_who_may_claim_claims(self, world):
        caseworker = a_member_of_staff(world.provider, Role.CASEWORKER)
        outcome = an_outcome(world)

        with acting_for(world.provider.pk), pytest.raises(NotAllowed, match="claim outcomes"):
            claim_all([outcome], by=caseworker, at=NOON)

    def test_an_ended_agreement_refuses_the_claim(self, world):
        outcome = an_outcome(world)
        with acting_for(world.commissioner.pk):
            agreements.end(world.agreement, by=world.finance[0], at=NOON)

        with pytest.raises(NotPermitted, match="it is not in force on this day"):
            a_claim(world, outcome=outcome)

    def test_a_failed_claim_is_taken_at_a_price_set_later(self, world):
        claim = a_claim(world)
        with acting_for(world.operations.pk):
            a_price(
                world.contract,
                outcome="job_start",
                pence=18_000,
                by=world.officer,
                from_on=ACHIEVED,
            )
        [failed] = checked(world, claim)
        assert failed.status == Claim.Status.FAILED

        with acting_for(world.operations.pk):
            price_again([failed], by=world.officer, at=NOON)

        [mended] = checked(world, failed)
        assert (mended.status, mended.pence) == (Claim.Status.PASSED, 18_000)


def test_the_same_claim_posted_100_times_at_once_is_one_claim(committed):
    """money_statistics_users.md A.9 example 5 and A.7 attack 1."""
    world = a_world()
    outcome = an_outcome(world)
    together, answers = Barrier(20), []

    def claim_five_times():
        together.wait()
        for _ in range(5):
            answers.append(a_claim(world, outcome=outcome))
        connection.close()

    threads = [Thread(target=claim_five_times) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 100
    assert {(claim.pk, claim.reference, claim.pence) for claim in answers} == {
        (answers[0].pk, answers[0].reference, 17_000)
    }
    with acting_for(world.operations.pk):
        assert Claim.objects.count() == 1
        assert Entry.objects.filter(kind="claim.made").count() == 1

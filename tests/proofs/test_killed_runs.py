"""Kill -9 in the middle of a payment run, fifty times: every claim is paid once, none is lost."""

import random
from collections import Counter

import pytest

from onward.payments.models import Claim, PostingEntry, ReportedLine, Run, RunLine
from onward.payments.postings import trial_balance
from onward.tenancy.context import acting_for
from tests.payments.factories import a_world, passed_claims
from tests.proofs.child import pay
from tests.proofs.killing import kill_at_random, wait_for_the_server_to_notice

pytestmark = pytest.mark.prove
TIMES, EACH = 50, 6


@pytest.mark.usefixtures("committed")
def test_a_run_killed_at_any_moment_pays_each_claim_once(tmp_path):
    world = a_world()
    who = (
        *(world.commissioner.pk, world.operations.pk, world.officer.pk),
        *(signer.pk for signer in world.signers),
    )
    chance = random.Random(3)
    claims: list[Claim] = []
    for _ in range(TIMES):
        claims += passed_claims(world, EACH)
        kill_at_random("pay", *who, within=0.5, outbox=tmp_path, chance=chance)
        wait_for_the_server_to_notice()

    pay(*who)

    with acting_for(world.commissioner.pk):
        paid = Counter(RunLine.objects.values_list("claim", flat=True))
        assert paid == Counter(claim.pk for claim in claims)
        assert set(Run.objects.values_list("status", flat=True)) == {Run.Status.RELEASED}
        assert ReportedLine.objects.filter(source="PAYFILE").count() == len(claims)
        total = sum(claim.pence for claim in claims)
        assert sum(Run.objects.values_list("total_pence", flat=True)) == total
        balance = trial_balance(world.commissioner.pk)
        assert sum(balance.values()) == 0
        assert balance["PAYABLE"] == -total
        assert PostingEntry.objects.count() == 2 * len(claims)

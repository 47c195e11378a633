"""A run takes what has passed, whole or not at all, and two runs never share a claim."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from onward.ledger.models import Entry
from onward.parties.access import NotAllowed
from onward.parties.models import Accreditation
from onward.payments import runs
from onward.payments.lines import line_hash, lines_hash
from onward.payments.models import Claim, Run, RunLine, Touch
from onward.payments.run_lines import LinesChanged, pay_lines
from onward.payments.runs import RunRefused, prepare_run
from onward.tenancy.context import acting_for
from tests.payments.factories import (
    PAID_ON,
    TODAY,
    World,
    a_claim,
    a_run,
    a_run_of_july,
    a_signed_run,
    a_world,
    passed_claims,
)
from tests.times import NOON

django_db = pytest.mark.django_db


def prepared(world: World, on: date = PAID_ON) -> Run:
    with acting_for(world.operations.pk):
        return prepare_run(world.commissioner, execution_on=on, by=world.officer, at=NOON)


@django_db
def test_a_run_holds_every_passed_claim_and_adds_them_up(world):
    ready = passed_claims(world, 3)
    waiting = a_claim(world)

    run = prepared(world)

    with acting_for(world.operations.pk):
        assert set(Claim.objects.filter(run=run)) == set(ready)
        assert (run.number, run.lines_count, run.total_pence) == (1, 3, 51_000)
        waiting.refresh_from_db()
        assert waiting.status == Claim.Status.CLAIMED
        assert Touch.objects.get(about=run.pk).staff == world.officer.handle
        assert Entry.objects.get(kind="run.prepared").about_id == run.pk


@django_db
def test_claims_of_170_00_and_215_00_make_a_run_of_385_00():
    """programmes.md example 27."""
    run = a_run_of_july(a_world(), NOON + timedelta(days=90))

    assert (run.lines_count, run.total_pence) == (2, 38_500)


@django_db
def test_the_hash_of_a_run_is_the_root_over_its_lines(world):
    run = a_run(world)

    with acting_for(world.commissioner.pk):
        lines = pay_lines(run)

    assert run.lines_hash == lines_hash({line.reference: line_hash(line) for line in lines})
    assert {line.account_number for line in lines} == {"11111111"}


@django_db
def test_nothing_is_paid_to_a_provider_that_lapses_before_the_day_of_payment(world):
    passed_claims(world, 1)
    with acting_for(world.commissioner.pk):
        Accreditation.objects.update(expires_on=PAID_ON - timedelta(days=1))

    with pytest.raises(RunRefused, match="accredited on the day of payment"):
        prepared(world)


@django_db
def test_a_claim_that_no_longer_passes_is_marked_so_and_the_rest_pays(world):
    spoilt, good = passed_claims(world, 2)
    with acting_for(world.operations.pk):
        type(spoilt.referral).objects.filter(pk=spoilt.referral_id).update(
            status="WITHDRAWN", withdrawal_reason="duplicate"
        )

    run = prepared(world)

    with acting_for(world.operations.pk):
        assert list(Claim.objects.filter(run=run)) == [good]
        spoilt.refresh_from_db()
        assert spoilt.status == Claim.Status.FAILED


@django_db
@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY - timedelta(days=1), "past"),
        (date(2017, 5, 6), "working day"),  # a Saturday
        (date(2017, 12, 25), "working day"),
    ],
)
def test_money_goes_on_a_day_that_banks_pay(world, on, words):
    passed_claims(world, 1)

    with pytest.raises(RunRefused, match=words):
        prepared(world, on=on)


@django_db
def test_without_passed_claims_there_is_no_run(world):
    a_claim(world)

    with pytest.raises(RunRefused, match="No claim has passed"):
        prepared(world)


@django_db
def test_a_signer_does_not_prepare(world):
    passed_claims(world, 1)

    with acting_for(world.commissioner.pk), pytest.raises(NotAllowed):
        prepare_run(world.commissioner, execution_on=PAID_ON, by=world.signers[0], at=NOON)


@django_db
def test_an_account_changed_by_one_digit_after_signing_stops_the_payfile(world):
    """money_statistics_users.md A.7 attack 5: found before anything is sent."""
    run = a_signed_run(world)
    with acting_for(world.operations.pk):
        type(world.bank_details).objects.update(account_number="11111112")

        with pytest.raises(LinesChanged, match="Changed: CLM-"):
            pay_lines(run)


@django_db
def test_a_claim_that_failed_while_the_run_was_put_together_stops_the_run(world):
    run, claims = a_run(world), passed_claims(world, 2)
    with acting_for(world.operations.pk):
        Claim.objects.filter(pk=claims[0].pk).update(status=Claim.Status.FAILED)

        with pytest.raises(RunRefused, match="Someone else has just changed"):
            runs._take(claims, run=run)


def test_two_runs_prepared_at_once_share_no_claim(committed):
    """money_statistics_users.md A.7 attack 1."""
    world = a_world()
    passed_claims(world, 6)
    together, made, refused = Barrier(4), [], []

    def prepare():
        together.wait()
        try:
            made.append(prepared(world))
        except RunRefused as refusal:
            refused.append(refusal)
        connection.close()

    threads = [Thread(target=prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(made), len(refused)) == (1, 3)
    with acting_for(world.operations.pk):
        assert RunLine.objects.count() == Claim.objects.filter(run=made[0]).count() == 6


def test_a_crash_before_the_commit_leaves_no_half_run(committed):
    world = a_world()
    passed_claims(world, 3)

    with pytest.raises(KeyboardInterrupt):
        _prepare_and_crash(world)

    with acting_for(world.operations.pk):
        assert not Run.objects.exists()
        assert not RunLine.objects.exists()
        assert set(Claim.objects.values_list("status", flat=True)) == {"PASSED"}
    assert prepared(world).number == 1


def _prepare_and_crash(world: World) -> None:
    with acting_for(world.operations.pk):
        prepare_run(world.commissioner, execution_on=PAID_ON, by=world.officer, at=NOON)
        raise KeyboardInterrupt


@django_db
def test_each_commissioners_runs_are_numbered_apart_and_pay_its_own_claims_alone(world):
    one, other = world, a_world()
    passed_claims(one, 1)
    passed_claims(other, 2)

    assert [prepared(one).lines_count, prepared(other).lines_count] == [1, 2]
    with acting_for(other.commissioner.pk):
        assert [run.number for run in Run.objects.all()] == [1]

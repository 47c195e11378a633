"""Two people sign exactly what they saw, and neither has touched anything in it."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from onward.casework.models import Referral
from onward.contracts.models import BankDetails, Contract
from onward.ledger.models import Entry
from onward.parties.access import NotAllowed
from onward.parties.models import Accreditation, Staff
from onward.parties.permissions import Role
from onward.payments.models import Claim, Posting, Run, RunLine, RunSignature, Touch
from onward.payments.postings import trial_balance
from onward.payments.runs import call_off
from onward.payments.signing import SigningRefused, sign
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff
from tests.payments.factories import PAID_ON, World, a_price, a_run, a_world
from tests.times import NOON

django_db = pytest.mark.django_db


def signing(world: World, run: Run, by: Staff | None = None) -> RunSignature:
    with acting_for(world.commissioner.pk):
        return sign(run, saw=run.lines_hash, by=by or world.signers[0], at=NOON)


@django_db
def test_the_second_signature_authorises_every_outcome(world):
    run = a_run(world)
    signing(world, run)
    assert run.status == Run.Status.SIGNED_ONCE

    signing(world, run, by=world.signers[1])

    assert run.status == Run.Status.SIGNED
    with acting_for(world.commissioner.pk):
        balance = trial_balance(world.commissioner.pk)
        assert (balance["EXPENDITURE"], balance["PAYABLE"]) == (34_000, -34_000)
        assert Posting.objects.filter(event="outcome_authorised").count() == 2
        assert Entry.objects.filter(kind="run.signed").count() == 2


@django_db
def test_one_signature_authorises_nothing(world):
    signing(world, a_run(world))

    with acting_for(world.commissioner.pk):
        assert not Posting.objects.exists()


@django_db
def test_nobody_signs_twice(world):
    run = a_run(world)
    signing(world, run)

    with pytest.raises(SigningRefused, match="You have signed this run"):
        signing(world, run)


def prepared_it(world: World, run: Run, signer: Staff) -> None:
    Touch.objects.create(
        commissioner=world.commissioner,
        operations=world.operations,
        about=run.pk,
        staff=signer.handle,
        what="prepared",
        at=NOON,
    )


def handled_a_claim(world: World, run: Run, signer: Staff) -> None:
    Touch.objects.create(
        commissioner=world.commissioner,
        operations=world.operations,
        about=Claim.objects.filter(run=run)[0].pk,
        staff=signer.handle,
        what="corrected",
        at=NOON,
    )


def approved_the_contract(world: World, run: Run, signer: Staff) -> None:
    Contract.objects.update(approved_by=signer.handle)


def approved_the_account(world: World, run: Run, signer: Staff) -> None:
    BankDetails.objects.update(approved_by=signer.handle)


def entered_the_account(world: World, run: Run, signer: Staff) -> None:
    BankDetails.objects.update(made_by=signer.handle)


def corrected_the_price(world: World, run: Run, signer: Staff) -> None:
    Touch.objects.create(
        commissioner=world.commissioner,
        operations=world.operations,
        about=Claim.objects.filter(run=run)[0].price_id,
        staff=signer.handle,
        what="corrected",
        at=NOON,
    )


@django_db
@pytest.mark.parametrize(
    ("touch", "words"),
    [
        (prepared_it, "You prepared this run"),
        (handled_a_claim, "You claimed or handled 1 of its claims, CLM-"),
        (approved_the_contract, "You set up or approved contract contract-"),
        (approved_the_account, "You entered or approved where Organisation"),
        (entered_the_account, "You entered or approved where Organisation"),
        (corrected_the_price, "You entered the price of job_start"),
    ],
)
def test_whoever_touched_anything_in_a_run_cannot_sign_it(world, touch, words):
    """money_statistics_users.md A.9 example 7."""
    run = a_run(world)
    with acting_for(world.operations.pk):
        touch(world, run, world.signers[0])

    with pytest.raises(SigningRefused, match=words) as refusal:
        signing(world, run)

    assert refusal.value.reasons[-1] == "Ask a signer who has touched nothing in it."


@django_db
def test_whoever_entered_a_price_in_the_run_cannot_sign_it(world):
    both = a_member_of_staff(world.commissioner, Role.SIGNER)
    with acting_for(world.commissioner.pk):
        a_price(
            world.contract,
            outcome="job_start",
            pence=17_000,
            by=both,
            from_on=NOON.date() - timedelta(days=20),
        )
    run = a_run(world)

    with pytest.raises(SigningRefused, match="You entered the price of job_start"):
        signing(world, run, by=both)


@django_db
def test_whoever_claims_and_prepares_with_every_role_cannot_sign(world):
    """money_statistics_users.md A.7 attack 8: a role of a signer does not undo a history."""
    run = a_run(world)
    with acting_for(world.operations.pk):
        world.officer.roles = [Role.OPERATIONS, Role.SIGNER]
        world.officer.save()

        with pytest.raises(SigningRefused, match="commissioner's own staff"):
            sign(run, saw=run.lines_hash, by=world.officer, at=NOON)


@django_db
def test_without_the_permission_nobody_signs(world):
    run = a_run(world)

    with pytest.raises(NotAllowed, match="sign payment runs"):
        signing(world, run, by=world.finance[0])
    with acting_for(world.commissioner.pk), pytest.raises(NotAllowed, match="another org"):
        sign(run, saw=run.lines_hash, by=world.officer, at=NOON)


@django_db
def test_a_signer_signs_only_what_they_were_shown(world):
    run = a_run(world)

    with acting_for(world.commissioner.pk), pytest.raises(SigningRefused, match="were shown"):
        sign(run, saw="0" * 64, by=world.signers[0], at=NOON)


@django_db
def test_a_line_whose_account_changed_is_named_and_not_signed(world):
    """money_statistics_users.md A.7 attacks 5 and 6: one digit of one account."""
    run = a_run(world, claims=1)
    with acting_for(world.operations.pk):
        BankDetails.objects.update(account_number="11111112")
        reference = RunLine.objects.get().reference

    with pytest.raises(SigningRefused, match=f"were changed .*: {reference}"):
        signing(world, run)


@django_db
def test_new_bank_details_after_preparing_stop_the_run(world):
    run = a_run(world)
    with acting_for(world.operations.pk):
        BankDetails.objects.create(
            commissioner=world.commissioner,
            operations=world.operations,
            provider=world.provider,
            account_name="Somebody Else",
            sort_code="080211",
            account_number="99999999",
            from_on=PAID_ON,
            made_by=uuid4(),
            made_at=NOON,
            approved_by=uuid4(),
            approved_at=NOON,
        )

    with pytest.raises(SigningRefused, match="changed after the run was prepared"):
        signing(world, run)


def lapse(world: World) -> None:
    Accreditation.objects.update(withdrawn_on=NOON.date())


def take_back_referral(world: World) -> None:
    Referral.objects.update(status="WITHDRAWN", withdrawal_reason="duplicate")


@django_db
@pytest.mark.parametrize(
    ("spoil", "code"), [(lapse, "accredited"), (take_back_referral, "referral_stands")]
)
def test_a_run_that_should_no_longer_be_paid_is_not_signed(world, spoil, code):
    run = a_run(world)
    with acting_for(world.operations.pk):
        spoil(world)

    with pytest.raises(SigningRefused, match=f"no longer pass their checks: CLM-.*{code}"):
        signing(world, run)


@django_db
def test_a_run_that_was_called_off_is_not_signed(world):
    run = a_run(world)
    with acting_for(world.operations.pk):
        call_off(run, because=Run.CallOffReason.MISTAKE, by=world.officer, at=NOON)

    with pytest.raises(SigningRefused, match="called off: there is nothing to sign"):
        signing(world, run)


@django_db
def test_the_database_takes_a_signature_from_the_commissioner_alone(world):
    run = a_run(world)

    with acting_for(world.operations.pk), pytest.raises(DatabaseError), transaction.atomic():
        RunSignature.objects.create(
            commissioner=world.commissioner,
            operations=world.operations,
            run=run,
            staff=uuid4(),
            name="Nobody",
            lines_hash=run.lines_hash,
            at=NOON,
        )


@django_db
@pytest.mark.parametrize("preparer_signs", [False, True])
def test_the_database_knows_no_signed_run_without_two_who_did_not_prepare_it(world, preparer_signs):
    run = a_run(world)
    signing(world, run)
    with acting_for(world.commissioner.pk):
        if preparer_signs:
            RunSignature.objects.create(
                commissioner=world.commissioner,
                operations=world.operations,
                run=run,
                staff=run.prepared_by,
                name="Preparer",
                lines_hash=run.lines_hash,
                at=NOON,
            )

        with pytest.raises(DatabaseError, match="signed by two"), transaction.atomic():
            Run.objects.filter(pk=run.pk).update(status=Run.Status.SIGNED)


def test_two_signers_at_once_sign_one_after_the_other(committed):
    world = a_world()
    run = a_run(world)
    together, failures = Barrier(2), []

    def sign_as(signer: Staff) -> None:
        together.wait()
        try:
            with acting_for(world.commissioner.pk):
                sign(Run.objects.get(pk=run.pk), saw=run.lines_hash, by=signer, at=NOON)
        except SigningRefused as refusal:
            failures.append(refusal)
        connection.close()

    threads = [Thread(target=sign_as, args=[signer]) for signer in world.signers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with acting_for(world.commissioner.pk):
        run.refresh_from_db()
        assert run.status == Run.Status.SIGNED
        assert Posting.objects.count() == 2

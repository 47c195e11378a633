"""Every event of money balances, is never altered, and is undone only by its opposite."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.payments import postings
from onward.payments.models import Claim, Posting, PostingEntry, Run
from onward.payments.postings import AlreadyReversed, Event, Movement, trial_balance
from onward.tenancy.context import acting_for
from onward.values.pence import Pence
from tests.examples import one_in
from tests.payments.factories import (
    PAID_ON,
    World,
    a_claim,
    a_run,
    a_signed_run,
    a_world,
    answered,
    answers,
    released,
)
from tests.times import NOON

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.tuples(st.sampled_from(["authorise", "pay", "reverse"]), st.integers(0, 3)), max_size=30
)


@pytest.fixture
def run() -> Run:
    return a_run(a_world(), claims=4)


@given(steps=STEPS)
@settings(max_examples=one_in(2), suppress_health_check=[*HealthCheck])
def test_in_any_order_of_events_the_books_balance_and_what_is_owed_is_authorised_less_paid(
    run, steps
):
    """money_statistics_users.md A.6 row 9."""
    own = run.commissioner_id
    with acting_for(own):
        before = transaction.savepoint()
        claims = list(Claim.objects.filter(run=run).order_by("reference"))
        for step, number in steps:
            with suppress(IntegrityError, AlreadyReversed), transaction.atomic():
                _take(step, claims[number], run)

            books = trial_balance(own)
            assert sum(books.values()) == 0
            assert -books["PAYABLE"] == _standing(Event.OUTCOME_AUTHORISED) - _standing(
                Event.PAYMENT_CONFIRMED
            )
        transaction.savepoint_rollback(before)


def _take(step: str, claim: Claim, run: Run) -> None:
    if step == "reverse":
        posting = Posting.objects.filter(claim=claim, reverses=None).order_by("event").first()
        if posting:
            postings.reverse(posting, on=PAID_ON, by=None, at=NOON)
        return
    event = Event.OUTCOME_AUTHORISED if step == "authorise" else Event.PAYMENT_CONFIRMED
    movement = Movement(event=event, on=PAID_ON, pence=Pence(claim.pence), claim=claim, run=run)
    postings.post([movement], by=None, at=NOON)


def _standing(event: Event) -> int:
    standing = Posting.objects.filter(event=event, reverses=None, reversed_by=None)
    return sum(posting.claim.pence for posting in standing if posting.claim)


def test_a_posting_is_reversed_by_its_opposite_once(world):
    a_signed_run(world, claims=1)
    with acting_for(world.commissioner.pk):
        [posting] = Posting.objects.all()

        reversal = postings.reverse(posting, on=PAID_ON, by=None, at=NOON)

        assert set(trial_balance(world.commissioner.pk).values()) == {0}
        for again in (posting, reversal):
            with pytest.raises(AlreadyReversed):
                postings.reverse(again, on=PAID_ON, by=None, at=NOON)


def test_a_payment_is_posted_once_in_a_run(world):
    run = a_signed_run(world, claims=1)
    with acting_for(world.commissioner.pk):
        [claim] = Claim.objects.filter(run=run)
        movement = postings.confirmed(claim, run=run, on=PAID_ON)
        postings.post([movement], by=None, at=NOON)

        with pytest.raises(IntegrityError, match="posted_twice"), transaction.atomic():
            postings.post([movement], by=None, at=NOON)


def test_an_entry_without_its_other_side_is_refused_by_the_database(world):
    a_signed_run(world, claims=1)

    with (
        acting_for(world.commissioner.pk),
        pytest.raises(IntegrityError, match="sum to zero"),
        transaction.atomic(),
    ):
        _add_one_sided_entry(world)


def _add_one_sided_entry(world: World) -> None:
    PostingEntry.objects.create(
        commissioner=world.commissioner,
        operations=world.operations,
        posting=Posting.objects.get(),
        account="PAYABLE",
        provider=world.provider,
        pence=1,
    )
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


@pytest.mark.parametrize(
    "table",
    [
        "payments_posting",
        "payments_postingentry",
        "payments_runline",
        "payments_runsignature",
        "payments_check",
        "payments_touch",
        "payments_reportedline",
    ],
)
@pytest.mark.parametrize("change", ["update {} set commissioner_id = 1", "delete from {}"])
def test_what_was_written_about_money_is_never_altered_or_removed(table, change):
    with acting_for(1), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match=r"permission denied|append only"):
            cursor.execute(change.format(table))
        connection.set_rollback(True)


@pytest.mark.parametrize(
    "change",
    [
        {"pence": 1},
        {"outcome": "short_13"},
        {"achieved_on": PAID_ON},
        {"reference": "CLM-OTHER"},
        {"sequence": 2},
    ],
)
def test_what_a_claim_says_is_never_altered(world, change):
    a_signed_run(world, claims=1)

    with (
        acting_for(world.commissioner.pk),
        pytest.raises(DatabaseError, match="never altered"),
        transaction.atomic(),
    ):
        Claim.objects.update(**change)


@pytest.mark.parametrize("change", [{"total_pence": 1}, {"lines_hash": "0" * 64}])
def test_what_a_run_holds_is_never_altered(world, change):
    a_run(world)

    with (
        acting_for(world.commissioner.pk),
        pytest.raises(DatabaseError, match="never altered"),
        transaction.atomic(),
    ):
        Run.objects.update(**change)


def test_a_paid_claim_stays_paid(world):
    """Not even a statement that goes round the verbs pays it twice."""
    run = released(world, a_signed_run(world, claims=1))
    answered(world, run, answers(run))

    with (
        acting_for(world.commissioner.pk),
        pytest.raises(DatabaseError, match="stays paid"),
        transaction.atomic(),
    ):
        Claim.objects.update(status="PASSED", run=None)


def test_a_provider_can_neither_pass_nor_reprice_its_own_claim(world):
    a_claim(world)

    with acting_for(world.provider.pk):
        assert Claim.objects.update(status="PASSED") == 0
        assert Claim.objects.update(pence=1_000_000) == 0


def test_pence_are_whole(world):
    claim = a_claim(world)

    with pytest.raises(TypeError):
        Movement(event=Event.PAYMENT_CONFIRMED, on=PAID_ON, pence=Pence(0.5), claim=claim)  # type: ignore[arg-type]

"""What was claimed and paid for a person is shared about her too, so the statement says it."""

import pytest

from onward.payments.models import Claim
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from tests.payments.factories import a_released_run, a_world, answered, answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim():
    world = a_world()
    run = a_released_run(world)
    answered(world, run, answers(run))
    with acting_for(world.provider.pk):
        return Claim.objects.order_by("reference").first()


def test_the_statement_follows_a_claim_from_its_making_to_its_payment(claim):
    """REQ-004-048"""
    kinds = [row.kind for row in reversed(statement_of(claim.subject).shared)]

    assert [kind for kind in kinds if kind.startswith("claim.")] == [
        "claim.made",
        "claim.passed",
        "claim.paid",
    ]


def test_it_says_what_was_paid_to_whom_and_under_which_agreement(claim):
    (paid,) = (row for row in statement_of(claim.subject).shared if row.kind == "claim.paid")

    assert {item.code: item.value for item in paid.items} == {
        "claim_unique_reference": claim.reference,
        "claim_status": "paid",
        "payfile_amount": claim.pence,
    }
    assert paid.agreement is not None
    assert paid.laws

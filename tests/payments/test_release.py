"""A run is released once, with one payfile, and only when two have signed it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from onward.ledger.models import Entry
from onward.parties.models import Accreditation
from onward.payments.models import ReportedLine, Run
from onward.payments.release import ReleaseRefused, mark_released, reasons_not_to_release
from onward.tenancy.context import acting_for
from tests.payments.factories import (
    PAID_ON,
    World,
    a_released_run,
    a_run,
    a_signed_run,
    signed,
)
from tests.times import NOON

pytestmark = pytest.mark.django_db
DIGEST = "ab" * 32


def releasing(world: World, run: Run, digest: str = DIGEST) -> Run:
    with acting_for(world.operations.pk):
        return mark_released(run, digest=digest, at=NOON)


def test_a_released_run_keeps_its_payfiles_digest_and_lines(world):
    run = releasing(world, a_signed_run(world))

    assert (run.status, run.payfile_digest) == (Run.Status.RELEASED, DIGEST)
    with acting_for(world.commissioner.pk):
        kept = ReportedLine.objects.filter(run=run, source=ReportedLine.Source.PAYFILE)
        assert sum(line.pence for line in kept) == run.total_pence == 34_000
        assert DIGEST.encode() in bytes(Entry.objects.get(kind="run.released").leaf)


def test_the_same_release_again_changes_nothing(world):
    """money_statistics_users.md A.7 attack 4."""
    run = a_signed_run(world)

    first, second = releasing(world, run), releasing(world, run)

    assert first == second
    with acting_for(world.operations.pk):
        assert ReportedLine.objects.count() == 2
        assert Entry.objects.filter(kind="run.released").count() == 1


def test_a_released_run_is_not_released_with_another_payfile(world):
    """money_statistics_users.md A.7 attack 4."""
    run = releasing(world, a_signed_run(world))

    with pytest.raises(ReleaseRefused, match="payfile released and was not released with this"):
        releasing(world, run, digest="cd" * 32)


def test_no_two_runs_are_released_with_one_payfile(world):
    """money_statistics_users.md A.7 attack 4: the database refuses the digest."""
    releasing(world, a_signed_run(world))
    second = a_signed_run(world)

    with pytest.raises(IntegrityError, match="no_payfile_is_released_twice"), transaction.atomic():
        releasing(world, second)


def test_a_run_that_one_has_signed_is_not_released(world):
    run = a_run(world)

    with pytest.raises(ReleaseRefused, match="prepared, to be signed"):
        releasing(world, run)


def test_before_a_payfile_is_prepared_a_lapsed_provider_stops_it(world):
    run = signed(world, a_run(world))
    with acting_for(world.operations.pk):
        assert reasons_not_to_release(run) == []
        Accreditation.objects.update(expires_on=PAID_ON - timedelta(days=1))

        assert reasons_not_to_release(run) == [
            f"{world.provider.name} is not accredited on the day of payment. Call the run off."
        ]


def test_what_was_released_is_not_to_be_released_again(world):
    run = a_released_run(world)

    with acting_for(world.operations.pk):
        assert len(reasons_not_to_release(Run.objects.get(pk=run.pk))) == 1

"""The payfile of one run leaves once, whatever became of an earlier try."""

from pathlib import Path

import pytest

from onward.disclosures.delivery import deliver_prepared
from onward.disclosures.models import Disclosure
from onward.disclosures.settling import mark_unknown, send_again, settle
from onward.returns.payfiles import release_payfile
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.payments.factories import a_signed_run, a_world
from tests.times import NOON

pytestmark = pytest.mark.django_db
Status = Disclosure.Status


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_world)


@pytest.fixture
def world(django_db_setup):
    return django_db_setup


@pytest.fixture
def run(world):
    parties = {"department": world.operations, "commissioner": world.commissioner}
    a_standard_agreement("WFS-PAYFILE", parties=parties)
    return a_signed_run(world)


def release(world, run):
    with acting_for(world.operations.pk):
        return release_payfile(run, by=world.officer, at=NOON)


def not_arrived(world, payfile, settings):
    """The disk refuses after the announcement, and somebody finds that nothing came."""
    settings.SEND_PATIENCE_SECONDS, outbox = 0, settings.OUTBOX
    settings.OUTBOX = Path("/dev/null/outbox")
    with pytest.raises(NotADirectoryError):
        deliver_prepared(world.operations.pk, at=NOON)
    settings.OUTBOX = outbox
    with acting_for(world.operations.pk):
        mark_unknown(at=NOON)
        settle(payfile.pk, arrived=False, by=world.officer, at=NOON)


def test_a_payfile_that_did_not_arrive_goes_again_and_has_no_second_one_beside_it(
    world, run, settings
):
    payfile = release(world, run)
    not_arrived(world, payfile, settings)

    assert release(world, run).pk == payfile.pk

    with acting_for(world.operations.pk):
        send_again(payfile.pk, by=world.officer, at=NOON)
    deliver_prepared(world.operations.pk, at=NOON)
    assert [folder.name for folder in (settings.OUTBOX / "gateway").iterdir()] == [str(payfile.pk)]

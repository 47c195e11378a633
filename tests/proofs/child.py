"""A process to be killed: does one kind of work on the database that the environment names.

Prints "ready" once it is set up, so that what is killed is the work and not the start.
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
# What takes longer to read than the work that is killed.
READ_FIRST = {"take-in": "tests.intake.young_people.every_feed"}


def main() -> None:
    import django

    django.setup()
    work, *arguments = sys.argv[1:]
    import_module(READ_FIRST.get(work, "onward"))
    numbers = [int(argument) for argument in arguments]
    print("ready", flush=True)
    works: dict[str, Callable[..., None]] = {"deliver": deliver, "pay": pay, "take-in": take_in}
    works[work](*numbers)
    print("done", flush=True)


def deliver(sender: int) -> None:
    from onward.disclosures.delivery import deliver_prepared
    from tests.times import NOON

    deliver_prepared(sender, at=NOON)


def take_in(organisation: int) -> None:
    """What the worker does with files that wait, a few rows at a time."""
    import pytest

    from onward.intake.feeds import FEEDS
    from onward.intake.waiting import files_waiting, take
    from tests.intake.young_people.every_feed import LATER, in_small_batches

    with pytest.MonkeyPatch.context() as patch:
        for code, feed in list(FEEDS.items()):
            patch.setitem(FEEDS, code, in_small_batches(feed))
        for landing, staff in files_waiting(organisation):
            take(landing, by=staff, at=LATER)


def pay(commissioner: int, operations: int, officer: int, first: int, second: int) -> None:
    """Carry a payment run as far as it goes: prepared, signed by two, released."""
    from onward.parties.models import Organisation, Staff
    from onward.payments.models import Claim, Run
    from onward.payments.release import mark_released
    from onward.payments.runs import prepare_run
    from onward.payments.signing import sign
    from onward.tenancy.context import acting_for
    from tests.payments.factories import PAID_ON
    from tests.times import NOON

    with acting_for(operations, user=officer):
        by = Staff.objects.get(pk=officer)
        if Claim.objects.filter(status=Claim.Status.PASSED).exists():
            payer = Organisation.objects.get(pk=commissioner)
            prepare_run(payer, execution_on=PAID_ON, by=by, at=NOON)
    for signer in (first, second):
        with acting_for(commissioner, user=signer):
            waiting = Run.objects.filter(status__in=["PREPARED", "SIGNED_ONCE"])
            staff = Staff.objects.get(pk=signer)
            for run in waiting.exclude(signatures__staff=staff.handle):
                sign(run, saw=run.lines_hash, by=staff, at=NOON)
    with acting_for(operations, user=officer):
        for run in Run.objects.filter(status=Run.Status.SIGNED):
            mark_released(run, digest=run.lines_hash, at=NOON)


if __name__ == "__main__":
    main()

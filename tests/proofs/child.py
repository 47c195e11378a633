"""A process to be killed: does one kind of work on the database that the environment names.

Prints "ready" once it is set up, so that what is killed is the work and not the start.
"""

import os
import sys
from datetime import date

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"


def main() -> None:
    import django

    django.setup()
    work, *arguments = sys.argv[1:]
    numbers = [int(argument) for argument in arguments]
    print("ready", flush=True)
    {"deliver": deliver, "pay": pay}[work](*numbers)
    print("done", flush=True)


def deliver(sender: int) -> None:
    from onward.disclosures.delivery import deliver_prepared
    from tests.times import NOON

    deliver_prepared(sender, at=NOON)


def pay(commissioner: int, operations: int, officer: int, year: int, month: int, day: int) -> None:
    from onward.parties.models import Organisation, Staff
    from onward.payments.runs import prepare_run
    from onward.tenancy.context import acting_for
    from tests.times import NOON

    with acting_for(operations, user=officer):
        prepare_run(
            Organisation.objects.get(pk=commissioner),
            execution_on=date(year, month, day),
            by=Staff.objects.get(pk=officer),
            at=NOON,
        )


if __name__ == "__main__":
    main()

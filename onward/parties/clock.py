"""What time it is: the machine's, except in a demonstration database, which has its own.

Read only by web/, intake/ and commands; everything below is told the time.
"""

from datetime import UTC, datetime

from onward.parties.models import Instance


class NotADemonstration(RuntimeError):
    """Only a demonstration database has a clock that can be set."""


def now() -> datetime:
    """The time an act is dated with. Needs an organisation to be named."""
    instance = Instance.objects.first()
    if instance is not None and instance.clock_at is not None:
        return instance.clock_at
    return machine_now()


def machine_now() -> datetime:
    """This machine's own time; the ledger keeps it beside an act's."""
    return datetime.now(UTC)


def is_demonstration() -> bool:
    return Instance.objects.filter(demonstration=True).exists()


def set_clock(at: datetime) -> None:
    """Move a demonstration's clock. Raises NotADemonstration anywhere else."""
    if not Instance.objects.filter(demonstration=True).update(clock_at=at):
        raise NotADemonstration("This database is not a demonstration: its clock cannot be set.")

"""Nobody takes a look away unseen: each day's looks go into the ledger as one hash."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils.timezone import localdate, make_aware

from onward.ledger.actions import Act, enter
from onward.ledger.canonical import canonical, read_canonical
from onward.ledger.models import Entry
from onward.ledger.tree import leaf_hash, root
from onward.parties.models import Organisation
from onward.people.models import Look

KIND = "looks.root"
# A page that was opened just before midnight may write its look just after.
SETTLED_AFTER = timedelta(hours=1)
LOOKED_BACK = 7  # days: who was away longer misses some, and that shows

_DAYS = uuid.UUID("6f0c1f2e-3c55-4c0e-9d0b-0d3b1f6a7c11")


class DayNotOver(ValueError):
    """A day's looks are hashed only when none can be added to them."""


def days_to_enter(organisation: Organisation, *, at: datetime) -> list[date]:
    """The days that are over and were not entered since the last that was, the first first."""
    last = localdate(at - SETTLED_AFTER) - timedelta(days=1)
    days: list[date] = []
    for day in (last - timedelta(days=back) for back in range(LOOKED_BACK)):
        if Entry.objects.filter(kind=KIND, about_id=_day(organisation.pk, day)).exists():
            break
        days.insert(0, day)
        if not Look.objects.filter(organisation=organisation, at__lt=_midnight(day)).exists():
            break
    return days


@transaction.atomic
def enter_daily_root(organisation: Organisation, *, on: date, at: datetime) -> Entry:
    """Enter the Merkle root over one London day's looks, once; gives the entry.

    A day without looks has a root too, so that a missing one shows. Raises DayNotOver until
    an hour after the day's end.
    """
    if on >= localdate(at - SETTLED_AFTER):
        raise DayNotOver(f"{on} is not over.")
    day = _day(organisation.pk, on)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(day)])
    entered = Entry.objects.filter(kind=KIND, about_id=day).first()
    if entered is not None:
        return entered
    about: dict[str, object] = {"on": on.isoformat(), **_summary(organisation.pk, on)}
    return enter(Act(kind=KIND, by=organisation.pk, about_id=day, at=at, about=about))


def looks_agree(organisation: Organisation, *, on: date) -> bool | None:
    """Whether one day's looks are those that were entered; None if that day was never entered."""
    entry = Entry.objects.filter(kind=KIND, about_id=_day(organisation.pk, on)).first()
    if entry is None:
        return None
    about = read_canonical(bytes(entry.leaf))["about"]
    return bool(about == {"on": on.isoformat(), **_summary(organisation.pk, on)})


def _day(organisation_id: int, on: date) -> uuid.UUID:
    return uuid.uuid5(_DAYS, f"{organisation_id}/{on.isoformat()}")


def _summary(organisation_id: int, on: date) -> dict[str, object]:
    start, end = _midnight(on), _midnight(on + timedelta(days=1))
    looks = Look.objects.filter(organisation=organisation_id, at__gte=start, at__lt=end)
    rows = looks.order_by("pk").values_list("pk", "handle", "staff", "what", "reason", "at")
    hashes = [leaf_hash(_leaf(*row)) for row in rows.iterator()]
    return {"looks": len(hashes), "root": root(hashes).hex()}


def _midnight(day: date) -> datetime:
    """When the day begins in London."""
    return make_aware(datetime.combine(day, time()))


def _leaf(
    number: int, handle: uuid.UUID, staff: uuid.UUID, what: str, reason: str, at: datetime
) -> bytes:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return canonical([number, str(handle), str(staff), what, reason, moment])

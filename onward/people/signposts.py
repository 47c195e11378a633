"""The level of restriction that shows that there is a record, and nothing of it.

Source: 002, step two: existence is hidden or shown by level. It is shown to whoever opens the
record's address or searches for a whole number that it is known by, never for a name: that
somebody of this name is restricted would say who.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.crypto import salted_hmac

from onward.parties.models import Staff
from onward.people.models import Identifier, Record, Signpost

_SALT = "onward.people.signposts"


def put_up(record: Record, *, named: Sequence[int], at: datetime) -> None:
    """Say to the organisation that the record is there, and whom to ask."""
    numbers = Identifier.objects.filter(record=record).values_list("value", flat=True)
    Signpost.objects.update_or_create(
        record=record,
        defaults={
            "organisation_id": record.organisation_id,
            "numbers": _digests(numbers),
            "named": list(named),
            "since": at,
        },
    )


def take_down(record: Record) -> None:
    Signpost.objects.filter(record=record).delete()


def follow_numbers(numbers: Iterable[Identifier]) -> None:
    """Let the signpost of a restricted record know what it is known by now."""
    restricted = {row.record_id for row in numbers if row.restricted_to is not None}
    for signpost in Signpost.objects.filter(record__in=restricted) if restricted else ():
        known = Identifier.objects.filter(record=signpost.record_id).values_list("value", flat=True)
        signpost.numbers = _digests(known)
        signpost.save(update_fields=["numbers"])


def pointed_to(text: str, *, by: Staff) -> list[Signpost]:
    """Those of records that this member of staff may not see and that bear this whole number."""
    digests = _digests([text, "".join(text.split())])
    found = Signpost.objects.filter(numbers__overlap=digests)
    return [each for each in found.order_by("pk") if by.pk not in each.named]


def signpost_of(record_id: UUID, *, by: Staff) -> Signpost | None:
    """That of one record, unless this member of staff may see the record itself."""
    found = Signpost.objects.filter(record=record_id).first()
    return found if found is not None and by.pk not in found.named else None


def whom_to_ask(signposts: Iterable[Signpost]) -> list[str]:
    """The names of those who may see the records, while their accounts are open."""
    named = {pk for each in signposts for pk in each.named}
    staff = Staff.objects.filter(pk__in=named, is_active=True)
    return list(staff.order_by("name").values_list("name", flat=True))


def _digests(values: Iterable[str]) -> list[str]:
    return sorted(
        {salted_hmac(_SALT, value.upper(), algorithm="sha256").hexdigest() for value in values}
    )

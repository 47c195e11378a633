"""The messages to a person are seen by whoever may see the record."""

from collections.abc import Sequence

from onward.disclosures.messages.models import Message
from onward.people.models import Record


def follow_restriction(record: Record, *, named: Sequence[int] | None) -> None:
    """Only these staff see them; None: all do."""
    Message.objects.filter(record=record).update(restricted_to=named)

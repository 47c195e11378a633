"""What goes with a record: the words that a releasing officer wrote about the person."""

from collections.abc import Collection

from onward.agreements.catalogue import KeyClass
from onward.people.models import Record
from onward.tracking.models import Release


def forget_record(record: Record, *, classes: Collection[str]) -> None:
    """Empty the words of every release about this record, once case notes or all go."""
    if KeyClass.CASEWORK in classes:
        Release.objects.filter(record=record).update(call_note="", template_mailbox="")

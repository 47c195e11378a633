"""What goes with a record: what a releasing officer wrote, and how the person was followed."""

from collections.abc import Collection

from onward.agreements.catalogue import KeyClass
from onward.people.models import Record
from onward.tracking.documents.models import class_of
from onward.tracking.models import (
    ActivityStatement,
    Attendance,
    Contact,
    Document,
    InReturn,
    LeftCohort,
    OldReference,
    OldWords,
    Release,
    ReturnFinding,
)


def forget_record(record: Record, *, classes: Collection[str]) -> None:
    """Remove documents by what they tell, and the history of activities with education.

    With case notes go the words of releases, every contact, the sessions they came to, how the
    person left, how returns held the person, and what an old system had.
    """
    kinds = [kind for kind in Document.Kind.values if class_of(kind) in classes]
    Document.objects.filter(record=record, kind__in=kinds).delete()
    if KeyClass.EDUCATION in classes:
        ActivityStatement.objects.filter(record=record).delete()
    if KeyClass.CASEWORK in classes:
        Release.objects.filter(record=record).update(call_note="", template_mailbox="")
        Contact.objects.filter(record=record).delete()
        Attendance.objects.filter(record=record).delete()
        LeftCohort.objects.filter(record=record).delete()
        InReturn.objects.filter(record=record).delete()
        ReturnFinding.objects.filter(record=record).delete()
        OldWords.objects.filter(record=record).delete()
        OldReference.objects.filter(record=record).delete()

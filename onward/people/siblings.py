"""Looking at a brother's or sister's record for the sake of somebody whose activity is not known.

Source 002, section 3, case study: it exposes another person's data, so it is for a role of its own
and is noted as a look at the sibling's record, with the case it was done for (REQ-002-076).
"""

from datetime import datetime

from django.utils.translation import gettext as _

from onward.parties.models import Staff
from onward.people.models import Look, Record
from onward.people.records import ReasonNeeded, look

LONGEST = 140  # of the reason: the case is named beside it


class SameRecord(ValueError):
    """Nobody is their own brother or sister."""


def look_at_sibling(sibling: Record, *, case: Record, reason: str, by: Staff, at: datetime) -> Look:
    """Note on the sibling's record who looked, why, and for which case.

    The case is named by its handle: whoever reads the sibling's looks learns no name from it.
    Raises SameRecord and ReasonNeeded.
    """
    if sibling.pk == case.pk:
        raise SameRecord(_("This is the same record. Choose the brother's or sister's."))
    if not reason.strip():
        raise ReasonNeeded(_("Say why you need to see the brother's or sister's record."))
    said = f"{reason.strip()[:LONGEST]} (case {case.handle})"
    return look(sibling, by=by, what=Look.What.RECORD, at=at, reason=said)

"""Who lives or lived in one home with somebody: a search of its own, noted on each who is shown.

Source 002, section 3, case study (REQ-002-076); domain/matching.md 7.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from onward.matching.keys import as_stored, house_keys
from onward.parties.models import Staff
from onward.people.lookups import one_of
from onward.people.matching.candidates import written_table
from onward.people.matching.declared import require_declared
from onward.people.models import Look, MatchingKey, Record, Writing
from onward.people.records import ReasonNeeded, look

LONGEST = 140  # of the reason: the case is named beside it
MOST_SHOWN = 30


def household_of(case: Record, *, reason: str, by: Staff, at: datetime) -> list[Record]:
    """Others who are or were at a home of this person; that each was shown is noted on them.

    Raises ReasonNeeded, and NotDeclared where nothing is compared.
    """
    if not reason.strip():
        raise ReasonNeeded(_("Say why you need to see who lives or lived with this person."))
    require_declared()
    own = Writing.objects.filter(record=case).values_list("pk", flat=True)
    table, _records = written_table(list(own))
    homes = as_stored(house_keys(table)).tolist()
    writings = MatchingKey.objects.filter(hash__in=homes).values_list("writing_id", flat=True)
    there = Writing.objects.filter(pk__in=list(writings)).values_list("record_id", flat=True)
    people = Record.objects.filter(one_of("pk", set(there)), erased_at=None, deceased_on=None)
    shown = list(people.exclude(pk=case.pk).order_by("pk")[:MOST_SHOWN])
    said = f"{reason.strip()[:LONGEST]} (case {case.handle})"
    for record in shown:
        look(record, by=by, what=Look.What.HOUSEHOLD, at=at, reason=said)
    return shown

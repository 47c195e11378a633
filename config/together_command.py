"""Where two agreements together give one recipient what it is not to have together."""

import argparse

from onward.agreements.apart import Together, given_together
from onward.parties.actions import organisation_ids
from onward.parties.clock import now
from onward.parties.models import Organisation
from onward.tenancy.context import AUTOMATIC, acting_for


def not_together(options: argparse.Namespace) -> int:
    """Name each pair that some recipient is given, as it sees its own agreements; 1 if any is."""
    lines = [line for pk in organisation_ids() for line in _lines(pk)]
    for line in lines:
        print(line)
    return 1 if lines else 0


def _lines(organisation_id: int) -> list[str]:
    with acting_for(organisation_id, user=AUTOMATIC):
        code = Organisation.objects.get(pk=organisation_id).code
        found = given_together(at=now())
        return [_in_words(code, row) for row in found if row.recipient == organisation_id]


def _in_words(code: str, row: Together) -> str:
    first, second = row.apart.items
    under_first, under_second = (", ".join(references) for references in row.agreements)
    return f"{code}: {first} ({under_first}) and {second} ({under_second}): {row.apart.because}."

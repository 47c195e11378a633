"""What a record takes in no more once its person has withheld contact, whoever says it."""

from collections.abc import Iterable, Mapping

from onward.agreements.catalogue import KeyClass, catalogue
from onward.people.models import Record

DO_NOT_SURVEY = "do_not_survey"


def held_for_contact(items: Iterable[str]) -> list[str]:
    """Which of these items are there to reach the person by."""
    return sorted(item for item in items if catalogue()[item].key_class is KeyClass.CONTACT)


def kept_out(record: Record, values: Mapping[str, object]) -> frozenset[str]:
    """The items among these values that must not enter the record: only her consent lets them in.

    Nothing to reach her by, and nothing that would allow surveys again.
    """
    if record.contact_withheld_on is None:
        return frozenset()
    said = [item for item, value in values.items() if value is not None]
    surveys = values.get(DO_NOT_SURVEY, True) is not True
    return frozenset([*held_for_contact(said), *([DO_NOT_SURVEY] if surveys else [])])

"""A parent of a pupil: name and address, and nothing more.

Source: Education and Skills Act 2008 s.14(3) and s.72: beside the pupil's own, a parent's name and
address are what a school may always tell. A parent is whoever the file says has responsibility.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from onward.formats.ctf_pupil import Contact, Pupil
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.young_people.items import Said
from onward.people.facts import present_values_of
from onward.people.models import Record
from onward.values.names import search_key

NAME, ADDRESS = "parent_name", "parent_address"


def parent_of(pupil: Pupil) -> Mapping[str, object]:
    """The first contact who has responsibility; a record mentions one parent at a time."""
    responsible = (each for each in pupil.contacts if each.has_responsibility)
    parent = next(responsible, None)
    name = f"{parent.forename} {parent.surname}".strip() if parent else ""
    if parent is None or not name:
        return {}
    lines = _lines(parent)
    return {NAME: name, ADDRESS: lines} if lines else {NAME: name}


def parents_held(records: Sequence[Record]) -> dict[UUID, str]:
    """The parent whom each record names already."""
    held = present_values_of(records)
    return {pk: str(values[NAME]) for pk, values in held.items() if NAME in values}


def without_another_parent(said: Said, *, held: str | None, turn: HandOver, handed: Handed) -> Said:
    """What is said without the parent, where the record names another; that is listed.

    Nobody concludes from a list that it is somebody else now: a member of staff says so.
    """
    named = said.values.get(NAME)
    if held is None or named is None or search_key(held) == search_key(str(named)):
        return said
    handed.warnings.append(
        problem_at(
            turn.file_name,
            said.row,
            NAME,
            named,
            rule=_("The record names another parent. What is held stays."),
            remedy=_("If it is another parent now, say so under Who is mentioned, and change it."),
        )
    )
    kept = {item: value for item, value in said.values.items() if item not in (NAME, ADDRESS)}
    return replace(said, values=kept)


def _lines(parent: Contact) -> list[str]:
    if parent.address is None:
        return []
    postcode = parent.address.postcode
    return [*parent.address.lines, *([postcode.text] if postcode else [])]

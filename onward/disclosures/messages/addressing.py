"""Where a message to a person goes: the number, the address of e-mail, or the lines of a letter."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from onward.people.models import Record
from onward.people.uses import HeldForUse, held_for_use_of
from onward.tracking.contact.may_contact import Against, ways_to

NAME = ("forename", "surname")
# The address for letters has its postcode among its lines.
POSTCODES = {"address": "postcode"}


@dataclass(frozen=True, kw_only=True)
class Address:
    """By which item a message goes and where to, or what is against it."""

    item: str = ""
    to: tuple[str, ...] = ()
    against: Against | None = None


def addresses(
    records: Collection[Record], *, kind: str, purpose: str, on: date
) -> dict[UUID, Address]:
    """Where each of these people is written to in this way for this purpose, by the record's id."""
    ways = ways_to(records, kind=kind, purpose=purpose, on=on)
    held = held_for_use_of(records)
    return {
        record_id: Address(against=way.against)
        if way.against
        else _address(way.item, held[record_id])
        for record_id, way in ways.items()
    }


def _address(item: str, held: Mapping[str, HeldForUse]) -> Address:
    value = held[item].value
    if isinstance(value, Mapping):
        return Address(item=item, to=(str(value["number"]),))
    if isinstance(value, list):
        return _of_a_letter(item, value, held)
    return Address(item=item, to=(str(value),))


def _of_a_letter(item: str, lines: list[str], held: Mapping[str, HeldForUse]) -> Address:
    postcode = POSTCODES.get(item)
    needed = [held.get(each) for each in (*NAME, *([postcode] if postcode else ()))]
    if None in needed:
        return Address(against=Against.NOTHING_HELD)
    if not all(each.is_for_contact for each in needed if each):
        return Address(against=Against.NOT_FOR_CONTACT)
    name = " ".join(str(held[each].value) for each in NAME)
    last = [str(held[postcode].value)] if postcode else []
    return Address(item=item, to=(name, *lines, *last))

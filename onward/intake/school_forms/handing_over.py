"""What schools tell of year 11 and 12: the September Guarantee, and where pupils mean to go."""

from collections.abc import Sequence

from onward.agreements.catalogue import catalogue
from onward.formats.layout import Layout
from onward.formats.school_forms import (
    Destination,
    SeptemberOffer,
    intended_destinations,
    september_offers,
)
from onward.intake.findings import Handed, HandOver
from onward.intake.young_people.caseload import found_among_followed
from onward.intake.young_people.items import said_by, take_items

AUTHORITY_DIGITS = 3  # of a school's number


def offers() -> Layout[SeptemberOffer]:
    """A status that is not one of the row's year group is refused when it is taken in."""
    items = catalogue()
    codes = {code for group in ("11", "12") for code in items[f"guarantee_year_{group}"].codes}
    return september_offers(statuses=sorted(codes))


def destinations() -> Layout[Destination]:
    return intended_destinations(codes=catalogue()["intended_destination"].codes)


def hand_over_offers(rows: Sequence[SeptemberOffer], turn: HandOver) -> Handed:
    """Say the guarantee status of each, and that the school's authority owes it."""
    handed = Handed()
    matched = found_among_followed(rows, turn, handed)
    said = said_by(matched, _offer, on=lambda row: row.status_on)
    handed.done += len(take_items(said, turn, handed))
    return handed


def hand_over_destinations(rows: Sequence[Destination], turn: HandOver) -> Handed:
    """Say where each means to go."""
    handed = Handed()
    matched = found_among_followed(rows, turn, handed)
    said = said_by(matched, _destination, on=lambda row: row.said_on)
    handed.done += len(take_items(said, turn, handed))
    return handed


def _offer(row: SeptemberOffer) -> dict[str, object]:
    item = f"guarantee_year_{row.year_group}"
    return {item: row.status, f"{item}_authority": row.school[:AUTHORITY_DIGITS]}


def _destination(row: Destination) -> dict[str, object]:
    return {"intended_destination": row.destination}

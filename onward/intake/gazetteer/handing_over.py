"""A gazetteer of addresses is one version, kept whole and at once."""

from collections.abc import Sequence

from onward.formats.places import GazetteerAddress
from onward.intake.findings import Handed, HandOver
from onward.intake.young_people.items import day_of_list
from onward.tracking.places.addresses import Stands, keep_addresses


def hand_over(rows: Sequence[GazetteerAddress], turn: HandOver) -> Handed:
    """Keep these as the next version, unless they say what is held already."""
    handed = Handed()
    addresses = [
        Stands(
            unique_number=row.unique_number,
            lines=row.address,
            postcode_key=row.postcode.text.replace(" ", ""),
        )
        for row in rows
    ]
    if not addresses:
        return handed
    version = keep_addresses(
        addresses, holds_from=day_of_list(turn), source_id=turn.landing_id, at=turn.at
    )
    if version is None:
        handed.unchanged += len(addresses)
        handed.effect["unchanged", ""] += len(addresses)
    else:
        handed.done += len(addresses)
        handed.effect["addresses", ""] += len(addresses)
    return handed

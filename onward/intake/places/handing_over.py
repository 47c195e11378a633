"""A file of postcodes, or of addresses, is one version, kept whole and at once."""

from collections.abc import Sequence

from onward.formats.places import GazetteerAddress, PostcodePlace
from onward.intake.findings import Handed, HandOver
from onward.intake.young_people.items import day_of_list
from onward.tracking.models import PlaceVersion
from onward.tracking.places.addresses import Stands, keep_addresses
from onward.tracking.places.versions import Lies, keep_places


def hand_over_places(rows: Sequence[PostcodePlace], turn: HandOver) -> Handed:
    """Keep these as the next version, unless they say what is held already."""
    if not rows:
        return Handed()
    places = [
        Lies(
            postcode_key=row.postcode.text.replace(" ", ""),
            ward_code=row.ward_code,
            ward=row.ward,
            authority_number=row.authority,
        )
        for row in rows
    ]
    on = day_of_list(turn)
    version = keep_places(places, holds_from=on, source_id=turn.landing_id, at=turn.at)
    return _counted("places", len(rows), version)


def hand_over_gazetteer(rows: Sequence[GazetteerAddress], turn: HandOver) -> Handed:
    """Keep these as the next version, unless they say what is held already."""
    if not rows:
        return Handed()
    addresses = [
        Stands(
            unique_number=row.unique_number,
            lines=row.address,
            postcode_key=row.postcode.text.replace(" ", ""),
        )
        for row in rows
    ]
    on = day_of_list(turn)
    version = keep_addresses(addresses, holds_from=on, source_id=turn.landing_id, at=turn.at)
    return _counted("addresses", len(rows), version)


def _counted(effect: str, count: int, version: PlaceVersion | None) -> Handed:
    handed = Handed()
    if version is None:
        handed.unchanged = handed.effect["unchanged", ""] = count
    else:
        handed.done = handed.effect[effect, ""] = count
    return handed

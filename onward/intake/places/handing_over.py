"""A file of postcodes is one version, kept whole and at once."""

from collections.abc import Sequence

from onward.formats.places import PostcodePlace
from onward.intake.findings import Handed, HandOver
from onward.intake.young_people.items import day_of_list
from onward.tracking.places.versions import Lies, keep_places


def hand_over(rows: Sequence[PostcodePlace], turn: HandOver) -> Handed:
    """Keep these as the next version, unless they say what is held already."""
    handed = Handed()
    places = [
        Lies(
            postcode_key=row.postcode.text.replace(" ", ""),
            ward_code=row.ward_code,
            ward=row.ward,
            authority_number=row.authority,
        )
        for row in rows
    ]
    if not places:
        return handed
    version = keep_places(
        places, holds_from=day_of_list(turn), source_id=turn.landing_id, at=turn.at
    )
    if version is None:
        handed.unchanged += len(places)
        handed.effect["unchanged", ""] += len(places)
    else:
        handed.done += len(places)
        handed.effect["places", ""] += len(places)
    return handed

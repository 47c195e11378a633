"""Where the city's postcodes lie, and its gazetteer of addresses."""

from collections.abc import Iterable

from onward.demonstration.young_people.city import AUTHORITY_NUMBER, listed
from onward.demonstration.young_people.plan import Planned, postcode_of
from onward.formats.places import (
    GazetteerAddress,
    PostcodePlace,
    write_gazetteer,
    write_postcode_places,
)
from onward.values.postcode import Postcode

# Shaped like codes of wards, and beyond those that are given.
FIRST_WARD = 99_000_001
FIRST_ADDRESS = 990_000_000_000


def places(people: Iterable[Planned]) -> bytes:
    """The ward of every postcode in which somebody of the city lives."""
    wards = _wards()
    found: dict[str, PostcodePlace] = {}
    for each in people:
        if (postcode := postcode_of(each.values)) is not None:
            found.setdefault(postcode.text, _place(postcode, wards))
    return write_postcode_places(found[text] for text in sorted(found))


def addresses(people: Iterable[Planned]) -> bytes:
    """Every address at which somebody of the city lives, but for one in fifty."""
    found: dict[tuple[str, ...], GazetteerAddress] = {}
    for each in people:
        lines, postcode = each.values["address"], postcode_of(each.values)
        if postcode is not None and isinstance(lines, list) and each.number % 50:
            address = GazetteerAddress(
                unique_number=str(FIRST_ADDRESS + each.number),
                address=tuple(map(str, lines)),
                postcode=postcode,
            )
            found.setdefault((postcode.text, *address.address), address)
    return write_gazetteer(found[key] for key in sorted(found))


def _place(postcode: Postcode, wards: dict[str, tuple[str, str]]) -> PostcodePlace:
    code, ward = wards[postcode.text.split()[0]]
    return PostcodePlace(postcode=postcode, ward_code=code, ward=ward, authority=AUTHORITY_NUMBER)


def _wards() -> dict[str, tuple[str, str]]:
    """Code and name of each ward by its post district."""
    named = (each.rsplit(" ", 1) for each in listed("wards"))
    return {
        district: (f"E{FIRST_WARD + number}", ward) for number, (ward, district) in enumerate(named)
    }

"""Streets, postcodes and homes of a fictional town, and of elsewhere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.matching.town.rows import Text

Numbers = NDArray[np.int64]

_STREET_NAMES = """
Acacia Albert Alma Ashfield Balmoral Bank Beech Belmont Birch Bramble Bridge Canal Castle Cedar
Chapel Chestnut Church Clarence Clifton Coronation Crescent Derby Duke Elm Fern Field Garden
George Gladstone Grange Grove Harbour Hawthorn Hazel Heather High Hill Holly Ivy Jubilee King
Lark Laurel Lime Linden Long Manor Maple Marlborough Meadow Mill Moor Nelson New North Oak
Orchard Park Pine Poplar Priory Prospect Queen Railway Rose Rowan Salisbury School South Spring
Station Sycamore Tennyson Union Vicarage Victoria Walnut Warwick Water Well West Willow Windsor
York
"""
_STREETS = tuple(_STREET_NAMES.split())
_KINDS = ("Road", "Street", "Avenue", "Close", "Lane", "Drive", "Terrace", "Gardens", "Court")
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
HOMES_A_POSTCODE = 9
HOMES_AN_AREA = 160_000
UNITS_A_SECTOR = 150


@dataclass(frozen=True, kw_only=True)
class Homes:
    """Addresses; the first `inside` are the town's, the rest elsewhere in the country."""

    address: Text
    postcode: Text
    of_household: Numbers
    inside: int


def homes(houses: int, *, rng: np.random.Generator) -> Homes:
    """More homes than households, so that people can move to empty ones."""
    inside = int(houses * 1.15)
    count = inside + max(houses // 8, 5_000)
    unit = np.arange(count) // HOMES_A_POSTCODE
    units = int(unit[-1]) + 1
    street = np.repeat(np.arange(units // 2 + 1), 2)[:units]
    names = np.array([f"{a} {b}" for a in _STREETS for b in _KINDS], dtype=object)
    street_name = names[rng.integers(len(names), size=units // 2 + 1)][street]
    number = (np.arange(count) % (HOMES_A_POSTCODE * 2)) * 2 + rng.integers(2, size=count) + 1
    block = rng.random(units) < 0.12
    flats = block[unit]
    shown = np.where(flats, number[unit * HOMES_A_POSTCODE], number).astype(str).astype(object)
    address = shown + " " + street_name[unit]
    which = (np.arange(count) % HOMES_A_POSTCODE + 1).astype(str).astype(object)
    address[flats] = "Flat " + which[flats] + ", " + address[flats]
    # Few homes in town share all but the last letters: an area for each 160,000 homes.
    postcodes = np.array([_postcode(each, inside // HOMES_A_POSTCODE) for each in range(units)],
                         dtype=object)  # fmt: skip
    crowded = rng.random(houses) < 0.01
    of_household = rng.permutation(inside)[:houses]
    of_household[crowded] = rng.choice(max(houses // 3_000, 1), size=int(crowded.sum()))
    return Homes(
        address=address, postcode=postcodes[unit], of_household=of_household, inside=inside
    )


def _postcode(unit: int, inside: int) -> str:
    area, within = divmod(unit, HOMES_AN_AREA // HOMES_A_POSTCODE)
    outside = unit >= inside
    letters = ("ZA", "ZB", "ZC", "ZD", "ZE", "ZF", "ZG", "ZH")[area % 8]
    if outside:
        letters = "XYVJQ"[unit % 5] + "ABCDEFGHKL"[unit // 5 % 10]
        within = unit * 7919
    sectors, nth = divmod(within, UNITS_A_SECTOR)
    district, sector = divmod(sectors, 6)
    other, last = divmod(nth * 2, len(_INWARD))
    return f"{letters}{district % 60 + 1} {sector + 1}{_INWARD[other]}{_INWARD[last]}"

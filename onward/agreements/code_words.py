"""What a code of an item reads as, where the code itself is a number or a few letters.

Those of an activity are with their meanings, in `programmes.participation`. Ethnic origin is by
the labels of the school census, general knowledge. The labels of the September Guarantee were not
read, only how its codes are grouped in published figures, and neither were those of intended
destinations: such a code is shown as it is.
"""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

ROWS = Path(__file__).with_name("code_words.csv")


@cache
def code_words() -> Mapping[str, Mapping[str, str]]:
    """Words by item and then code, in English, to be translated."""
    found: dict[str, dict[str, str]] = {}
    with ROWS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found.setdefault(row["item"], {})[row["code"]] = row["words"]
    return MappingProxyType(found)

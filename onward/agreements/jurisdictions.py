"""Where a party keeps what it is given, and whether the law lets personal data go there.

Source: UK GDPR Articles 45 and 46; domain/privacy.md 1.3. The list is general knowledge.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

ROWS = Path(__file__).with_name("adequacy.toml")
HOME = "GB"


@dataclass(frozen=True)
class Jurisdiction:
    """A country, ISO 3166 in two letters, and what protects data there where the law does not."""

    country: str
    safeguard: str = ""

    def is_covered(self, *, on: date) -> bool:
        """At home, in a country found adequate by that day, or under a recorded safeguard."""
        since = adequate_since().get(self.country)
        is_adequate = since is not None and since <= on
        return self.country == HOME or is_adequate or bool(self.safeguard.strip())


AT_HOME = Jurisdiction(HOME)


@cache
def adequate_since() -> Mapping[str, date]:
    """Countries whose law is enough, and since when."""
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))["adequate"]
    return MappingProxyType({code: row["from"] for row in rows for code in row["countries"]})

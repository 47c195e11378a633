"""Gateways: the statutes that let one kind of organisation give information to another."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from onward.values.working_days import Nation

DIGITAL_ECONOMY = "dea2017-s35"
ROWS = Path(__file__).with_name("gateways.toml")


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """One statutory way for information; kinds are those of `parties.Organisation`.

    `purposes` None leaves them to the agreement. `offence` is what whoever discloses unlawfully
    commits. A statute is read as amended: `versions` are its citations, each from a day.

    `item_cap` None leaves the items to the agreement; an empty one allows nothing, as for a duty or
    an offence that is often mistaken for a gateway.
    """

    code: str
    title: str
    jurisdiction: str
    from_kinds: frozenset[str]
    to_kinds: frozenset[str]
    item_cap: frozenset[str] | None
    onward_rule: str
    in_force_from: date
    in_force_to: date | None
    source: str
    confidence: str
    purposes: frozenset[str] | None = None
    offence: str = ""
    versions: tuple[tuple[date, str], ...] = ()

    def excludes(self, item: str) -> bool:
        return self.item_cap is not None and item not in self.item_cap

    def is_in_force(self, *, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)

    def citation(self, *, on: date) -> str:
        """The statute as it is cited on this day; source 002, memorandum 1.3."""
        cited = [citation for since, citation in self.versions if since <= on]
        return cited[-1] if cited else self.title


@cache
def gateways() -> Mapping[str, Gateway]:
    """Every gateway by code (`privacy.md` 1.4), and the one Work First Scotland stood on."""
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))["gateway"]
    return MappingProxyType({row["code"]: _gateway(row) for row in rows})


def home_of(gateway: str) -> Nation:
    """The nation whose bank holidays count where a text does not say."""
    found = gateways().get(gateway)
    is_scottish = found is not None and found.jurisdiction == "scotland"
    return Nation.SCOTLAND if is_scottish else Nation.ENGLAND_AND_WALES


def _gateway(row: Mapping[str, Any]) -> Gateway:
    return Gateway(
        code=row["code"],
        title=row["title"],
        jurisdiction=row["jurisdiction"],
        from_kinds=frozenset(row["from_kinds"]),
        to_kinds=frozenset(row["to_kinds"]),
        item_cap=frozenset(row["item_cap"]) if "item_cap" in row else None,
        onward_rule=row["onward_rule"],
        in_force_from=row["in_force_from"],
        in_force_to=row.get("in_force_to"),
        source=row["source"],
        confidence=row["confidence"],
        purposes=frozenset(row["purposes"]) if "purposes" in row else None,
        offence=row.get("offence", ""),
        versions=tuple((each["from"], each["citation"]) for each in row.get("versions", ())),
    )


def default_controller(gateway: str) -> str:
    """The role for which something is done where a text does not say.

    Employment support in Scotland is the Scottish Ministers', whoever carries it out (Scotland Act
    2016; REQ-LAW-045). Elsewhere nothing is presumed.
    """
    found = gateways().get(gateway)
    return "commissioner" if found is not None and found.jurisdiction == "scotland" else ""

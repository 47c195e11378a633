"""The documents that rules are drawn from, and which rules cite which: for review, never to stop.

A source that is withdrawn takes no rule with it; it lists them for a person (REQ-003-050).
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from onward.agreements.catalogue import every_version
from onward.agreements.gateways import gateways
from onward.agreements.purposes import purposes
from onward.agreements.standard import standard_agreement, standard_codes

ROWS = Path(__file__).with_name("sources.toml")
_CITED = re.compile(r"\bsource (\d{3})\b")


class Status(StrEnum):
    CURRENT = "CURRENT"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, kw_only=True)
class Source:
    """One document in the version that was read."""

    code: str
    title: str
    version: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule kept as data, with the words it cites its source in."""

    kind: str
    code: str
    citation: str

    @property
    def sources(self) -> frozenset[str]:
        return frozenset(_CITED.findall(self.citation))


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its number."""
    rows = tomllib.loads(ROWS.read_text(encoding="utf-8"))["source"]
    found = (Source(**row | {"status": Status(row["status"])}) for row in rows)
    return MappingProxyType({source.code: source for source in found})


def rules_citing(code: str) -> list[Rule]:
    """Every item, purpose, gateway and agreement that cites this source."""
    return [rule for rule in _rules() if code in rule.sources]


def for_review() -> list[tuple[Source, list[Rule]]]:
    """Each withdrawn source with the rules that still cite it."""
    withdrawn = (each for each in sources().values() if each.status is Status.WITHDRAWN)
    return [(source, rules_citing(source.code)) for source in withdrawn]


def _rules() -> Iterator[Rule]:
    for (code, version), item in every_version().items():
        yield Rule(kind="item", code=f"{code}, version {version}", citation=item.source)
    for purpose in purposes().values():
        yield Rule(kind="purpose", code=purpose.code, citation=purpose.source)
    for gateway in gateways().values():
        yield Rule(kind="gateway", code=gateway.code, citation=gateway.source)
    for code in standard_codes():
        for citation in standard_agreement(code).citations:
            yield Rule(kind="agreement", code=code, citation=citation)

"""Grounds in law for keeping one line out of a person's statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """A provision of the Data Protection Act 2018 that limits the right of access."""

    code: str
    title: str
    source: str = "general knowledge: Data Protection Act 2018, schedules 2 and 3"


EXEMPTIONS: Mapping[str, Exemption] = MappingProxyType(
    {
        row.code: row
        for row in (
            Exemption(
                code="dpa2018-sch2-2",
                title="Data Protection Act 2018 sch.2 para 2: it would hinder the police or tax",
            ),
            Exemption(
                code="dpa2018-sch2-16",
                title="Data Protection Act 2018 sch.2 para 16: it would tell about another person",
            ),
            Exemption(
                code="dpa2018-sch3-5",
                title="Data Protection Act 2018 sch.3 para 5: it could do serious harm",
            ),
            Exemption(
                code="dpa2018-sch3-11",
                title="Data Protection Act 2018 sch.3 para 11: serious harm, social work",
            ),
        )
    }
)

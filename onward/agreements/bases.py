"""Lawful bases, and the further conditions that special categories and offences need."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from onward.agreements.catalogue import SpecialCategory

ACT_OF_1998_FROM, ACT_OF_1998_TO = date(2000, 3, 1), date(2018, 5, 24)
GDPR_FROM = date(2018, 5, 25)
ACT_OF_2025_FROM = date(2026, 2, 5)  # its main parts; privacy.md 1.1, C7
EVERY_CATEGORY = frozenset(SpecialCategory) - {SpecialCategory.NONE}
OFFENCES = frozenset({SpecialCategory.OFFENCE})
NOT_OFFENCES = EVERY_CATEGORY - {SpecialCategory.OFFENCE}
RECOGNISED_INTEREST = "gdpr-6-1-ea"
CONSENTS = ("dpa1998-sch2-1", "gdpr-6-1-a")
OPEN_TO_OBJECTION = ("dpa1998-sch2-5c", "gdpr-6-1-e", RECOGNISED_INTEREST)
KNOWN = "general knowledge"


class Right(StrEnum):
    """By what a person can stop what stands on a basis (UK GDPR Articles 7(3) and 21)."""

    WITHDRAW = "withdraw"
    OBJECT = "object"
    NEITHER = "neither"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A provision that makes processing lawful; `covers` names the categories it is enough for."""

    code: str
    title: str
    in_force_from: date
    in_force_to: date | None = None
    covers: frozenset[SpecialCategory] = frozenset()
    is_for_public_authorities: bool = True
    source: str

    @property
    def right(self) -> Right:
        return RIGHTS.get(self.code, Right.NEITHER)

    def is_in_force(self, *, on: date) -> bool:
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


RIGHTS = dict.fromkeys(CONSENTS, Right.WITHDRAW) | dict.fromkeys(OPEN_TO_OBJECTION, Right.OBJECT)


@cache
def bases() -> Mapping[str, Ground]:
    """Lawful bases by code: one is needed for every item."""
    old = "gov.scot WFS privacy impact assessment; programmes.md 6"
    rows = (
        _of_1998("dpa1998-sch2-1", "Data Protection Act 1998 sch.2 para 1: consent", old),
        _of_1998(
            "dpa1998-sch2-5c",
            "Data Protection Act 1998 sch.2 para 5(c): functions of the Crown or a Minister",
            old,
        ),
        _of_1998(
            "dpa1998-sch2-3", "Data Protection Act 1998 sch.2 para 3: legal obligation", KNOWN
        ),
        _of_1998("dpa1998-sch2-4", "Data Protection Act 1998 sch.2 para 4: vital interests", KNOWN),
        _of_1998(
            "dpa1998-sch2-6", "Data Protection Act 1998 sch.2 para 6: legitimate interests", KNOWN
        ),
        _since_gdpr("gdpr-6-1-a", "UK GDPR Art 6(1)(a): consent"),
        _since_gdpr("gdpr-6-1-c", "UK GDPR Art 6(1)(c): legal obligation"),
        _since_gdpr("gdpr-6-1-d", "UK GDPR Art 6(1)(d): vital interests"),
        _since_gdpr("gdpr-6-1-e", "UK GDPR Art 6(1)(e): public task"),
        Ground(
            code=RECOGNISED_INTEREST,
            title="UK GDPR Art 6(1)(ea) and Annex 1: recognised legitimate interest",
            in_force_from=ACT_OF_2025_FROM,
            is_for_public_authorities=False,
            source="domain/privacy.md 1.1 C7 and 1.3; not for a public authority's tasks",
        ),
    )
    return MappingProxyType({row.code: row for row in rows})


@cache
def conditions() -> Mapping[str, Ground]:
    """Conditions by code: one more is needed for each item of a special category (REQ-001-009).

    The Act of 1998 counted offences among sensitive data; since 2018 they stand apart (Art 10).
    """
    old = "gov.scot WFS privacy impact assessment; programmes.md 6"
    rows = (
        _of_1998(
            "dpa1998-sch3-1",
            "Data Protection Act 1998 sch.3 para 1: explicit consent",
            old,
            covers=EVERY_CATEGORY,
        ),
        _of_1998(
            "dpa1998-sch3-7-1-c",
            "Data Protection Act 1998 sch.3 para 7(1)(c): functions of the Crown or a Minister",
            old,
            covers=EVERY_CATEGORY,
        ),
        _of_1998(
            "dpa1998-sch3-3",
            "Data Protection Act 1998 sch.3 para 3: vital interests",
            KNOWN,
            covers=EVERY_CATEGORY,
        ),
        _of_1998(
            "dpa1998-sch3-6",
            "Data Protection Act 1998 sch.3 para 6: legal proceedings",
            KNOWN,
            covers=EVERY_CATEGORY,
        ),
        _since_gdpr("gdpr-9-2-a", "UK GDPR Art 9(2)(a): explicit consent", covers=NOT_OFFENCES),
        _since_gdpr("gdpr-9-2-c", "UK GDPR Art 9(2)(c): vital interests", covers=NOT_OFFENCES),
        _since_gdpr(
            "gdpr-9-2-g-sch1-6",
            "UK GDPR Arts 9(2)(g), 10; Data Protection Act 2018 sch.1 para 6: government purposes",
            covers=EVERY_CATEGORY,
        ),
        _since_gdpr("gdpr-9-2-f", "UK GDPR Art 9(2)(f): legal claims, courts", covers=NOT_OFFENCES),
        _since_gdpr(
            "gdpr-9-2-g-sch1-10",
            "UK GDPR Arts 9(2)(g), 10; Data Protection Act 2018 sch.1 para 10: unlawful acts",
            covers=EVERY_CATEGORY,
        ),
        _since_gdpr(
            "gdpr-9-2-g-sch1-18",
            "UK GDPR Arts 9(2)(g), 10; Data Protection Act 2018 sch.1 para 18: safeguarding",
            covers=EVERY_CATEGORY,
        ),
        _since_gdpr(
            "gdpr-9-2-j-sch1-4",
            "UK GDPR Arts 9(2)(j), 10; Data Protection Act 2018 sch.1 para 4: research",
            covers=EVERY_CATEGORY,
        ),
        _since_gdpr(
            "dpa2018-sch1-29", "Data Protection Act 2018 sch.1 para 29: consent", covers=OFFENCES
        ),
        _since_gdpr(
            "dpa2018-sch1-30",
            "Data Protection Act 2018 sch.1 para 30: vital interests",
            covers=OFFENCES,
        ),
        _since_gdpr(
            "dpa2018-sch1-33",
            "Data Protection Act 2018 sch.1 para 33: legal claims",
            covers=OFFENCES,
        ),
    )
    return MappingProxyType({row.code: row for row in rows})


def may_be_objected_to(basis: str) -> bool:
    """A public task and a recognised interest may be (UK GDPR Article 21(1); Act of 1998 s.10).

    A legal obligation and vital interests may not, and a consent is taken back.
    """
    return basis in ("gdpr-6-1-e", RECOGNISED_INTEREST, "dpa1998-sch2-5c")


def _of_1998(
    code: str, title: str, source: str, covers: frozenset[SpecialCategory] = frozenset()
) -> Ground:
    return Ground(
        code=code,
        title=title,
        in_force_from=ACT_OF_1998_FROM,
        in_force_to=ACT_OF_1998_TO,
        covers=covers,
        source=source,
    )


def _since_gdpr(code: str, title: str, covers: frozenset[SpecialCategory] = frozenset()) -> Ground:
    source = "general knowledge; privacy.md 1.3"
    return Ground(code=code, title=title, in_force_from=GDPR_FROM, covers=covers, source=source)

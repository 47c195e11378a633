"""What information is given for. A purpose also says which classes of items it can ever need."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onward.agreements.catalogue import KeyClass

ABOUT_THE_PERSON = frozenset(KeyClass) - {KeyClass.PAYMENT, KeyClass.STATISTICS}
RESEARCH = "research"
WHO_AND_WHERE = frozenset({KeyClass.IDENTITY, KeyClass.CONTACT})


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """One purpose; an item of a class outside `key_classes` cannot be permitted for it.

    One that `needs_clause` is permitted only where a provision of the text is about it.
    """

    code: str
    title: str
    key_classes: frozenset[KeyClass]
    source: str
    needs_clause: bool = False


@cache
def purposes() -> Mapping[str, Purpose]:
    """Every purpose by code."""
    return MappingProxyType({row.code: row for row in (*_of_programmes(), *_of_others())})


def _of_programmes() -> tuple[Purpose, ...]:
    paid_for = frozenset({KeyClass.PAYMENT, KeyClass.EMPLOYMENT, KeyClass.CASEWORK})
    return (
        Purpose(
            code="employment_support",
            title="To help the person into work",
            key_classes=ABOUT_THE_PERSON,
            source="source 001 5.5",
        ),
        Purpose(
            code="further_support",
            title="To decide what further support would help a person who leaves without work",
            key_classes=frozenset({KeyClass.IDENTITY, KeyClass.CASEWORK, KeyClass.EMPLOYMENT}),
            source="source 001 5.5; source 003 paragraph 18",
        ),
        Purpose(
            code="outcome_claims",
            title="To claim for what a provider has achieved",
            key_classes=paid_for,
            source="source 000 step 12",
        ),
        Purpose(
            code="outcome_payment",
            title="To pay for outcomes",
            key_classes=frozenset({KeyClass.PAYMENT}),
            source="source 000 steps 13-16; source 001 5.3",
        ),
        Purpose(
            code="payment_validation",
            title="To check that outcomes paid for are real",
            key_classes=paid_for,
            source="source 000 steps 17-18",
        ),
        Purpose(
            code="quality_assurance",
            title="To check that the service is good and follows the contract",
            key_classes=ABOUT_THE_PERSON,
            source="source 001 5.5; source 000 step 21",
        ),
        Purpose(
            code="management_information",
            title="To know how a programme is doing, in counts",
            key_classes=frozenset({KeyClass.STATISTICS}),
            source="source 000 step 22; source 001 5.3",
        ),
    )


def _of_others() -> tuple[Purpose, ...]:
    return (
        Purpose(
            code="published_statistics",
            title="To publish statistics about groups of people",
            key_classes=frozenset({KeyClass.STATISTICS}),
            source="source 001 5.5",
        ),
        Purpose(
            code="employers",
            title="To put the person in touch with employers",
            key_classes=WHO_AND_WHERE | {KeyClass.EMPLOYMENT, KeyClass.EDUCATION},
            source="source 001 5.5",
        ),
        Purpose(
            code="other_training",
            title="To arrange training with somebody else",
            key_classes=WHO_AND_WHERE | {KeyClass.EMPLOYMENT, KeyClass.EDUCATION},
            source="source 001 5.5",
        ),
        Purpose(
            code="case_study",
            title="To tell the person's story to others",
            key_classes=WHO_AND_WHERE | {KeyClass.EMPLOYMENT},
            source="source 001 5.5",
        ),
        Purpose(
            code="evaluation",
            title="To invite the person to take part in an evaluation",
            key_classes=WHO_AND_WHERE,
            source="source 001 5.5",
        ),
        Purpose(
            code="young_people_services",
            title="To find and help young people who are not in education or work",
            key_classes=WHO_AND_WHERE | {KeyClass.HOUSEHOLD, KeyClass.BENEFIT, KeyClass.EDUCATION},
            source="source 002 section 3 and Annex B",
        ),
        Purpose(
            code="young_people_return",
            title="To tell the department each month what young people of the area do",
            key_classes=WHO_AND_WHERE
            | {KeyClass.EDUCATION, KeyClass.CASEWORK, KeyClass.HOUSEHOLD}
            | {KeyClass.HEALTH, KeyClass.OFFENCE},
            source="source 002, privacy assessment, screening and step two",
        ),
        Purpose(
            code="adult_claim",
            title="To spare a young person who comes of age from telling everything anew",
            key_classes=frozenset({KeyClass.EMPLOYMENT, KeyClass.EDUCATION, KeyClass.CASEWORK}),
            source="source 002 section 1, case study",
        ),
        Purpose(
            code=RESEARCH,
            title="Research, monitoring and evaluation that contacts nobody",
            key_classes=ABOUT_THE_PERSON - WHO_AND_WHERE,  # nobody can be told by name or address
            source="source 002, memorandum, recital P",
            needs_clause=True,
        ),
        Purpose(
            code="welfare_services",
            title="To decide on and provide welfare services that regulations name",
            key_classes=WHO_AND_WHERE | {KeyClass.BENEFIT, KeyClass.HOUSEHOLD},
            source="Welfare Reform Act 2012 s.131; domain/privacy.md 1.4",
        ),
    )

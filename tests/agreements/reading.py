"""How a standard text is read in tests."""

from onward.agreements.findings import findings_of
from onward.agreements.standard import standard_agreement
from onward.agreements.terms import Stage


def told(
    code: str, stage: Stage, *, by: str = "department", to: str = "provider"
) -> frozenset[str]:
    """What may be told one way at one stage."""
    return frozenset(
        permit.item
        for permit in standard_agreement(code).permits
        if (permit.from_role, permit.to_role) == (by, to) and stage in permit.stages
    )


def said(code: str) -> set[tuple[str, str]]:
    """What the text leaves to a person to decide."""
    return {(finding.code, finding.about) for finding in findings_of(standard_agreement(code))}

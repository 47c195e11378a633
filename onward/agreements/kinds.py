"""What an agreement must say because of its kind and of what its parties are under it.

Source: UK GDPR Articles 26 and 28; domain/privacy.md 1.3.
"""

from collections.abc import Iterator
from dataclasses import asdict

from onward.agreements.terms import StandardAgreement

JOINT = "joint"
PROCESSOR = "processor"
PROCESSORS = frozenset({"processor", "sub_processor"})
PRIVATE_KINDS = frozenset({"OPERATOR", "PRIME_PROVIDER", "SUBCONTRACTOR", "TRAINING_PROVIDER"})


def problems_of_kind(agreement: StandardAgreement) -> Iterator[str]:
    """What is missing for its kind, one sentence each."""
    yield from _of_processors(agreement)
    if agreement.kind == PROCESSOR:
        for term, words in asdict(agreement.processor_terms).items():
            if not words.strip():
                yield f"ARTICLE_28({term}): the contract with a processor does not say."
    if agreement.kind == JOINT and not agreement.essence.strip():
        yield "ARTICLE_26: joint controllers say in short who does what, for anyone to read."


def is_public(role: str, agreement: StandardAgreement) -> bool:
    """Whether this role, or the one it acts for, can be a public authority's."""
    roles = {each.code: each for each in agreement.roles}
    for _ in roles:  # no further than there are roles, should two act for each other
        role = (roles[role].acts_for if role in roles else "") or role
    return role in roles and not roles[role].kinds <= PRIVATE_KINDS


def _of_processors(agreement: StandardAgreement) -> Iterator[str]:
    """A processor does nothing but on the instruction of a controller, or of another processor."""
    status = {role.code: role.status for role in agreement.roles}
    for role in agreement.roles:
        if role.status not in PROCESSORS:
            continue
        above = status.get(role.acts_for)
        if above is None or role.acts_for == role.code:
            yield f"NO_PROCESSOR_INSTRUCTION({role.code}): nobody instructs it."
        elif role.status == PROCESSOR and above in PROCESSORS:
            yield f"NO_PROCESSOR_INSTRUCTION({role.code}): a processor's processor is another kind."

"""What an agreement says: roles, permits, limits. Plain values, whatever they are read from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onward.agreements.channels import Cadence, Channel
from onward.agreements.populations import ANYONE, Population


@dataclass(frozen=True, kw_only=True)
class PartyRole:
    """What one party is under the agreement: `kinds` of organisation that may take the role."""

    code: str
    kinds: frozenset[str]
    status: str
    does: str
    signatory: str = ""  # the post that must sign, where the text names one


class Stage(StrEnum):
    """Where on the way through a programme something is told."""

    START = "start"
    DURING = "during"
    END = "end"


@dataclass(frozen=True, kw_only=True)
class Permit:
    """One item may go from one role to another, for this purpose and on these grounds.

    With a `consent_scope` (the code of a consent item) it may go only while that consent stands;
    with `unless_refused` (another) it may go until the person, or a parent, has said that it may
    not. `extra_codes` are values that this agreement allows beyond the item's own. `stages` are
    those of the programme at which it is told; none where the text knows no stages.
    """

    item: str
    item_version: int
    from_role: str
    to_role: str
    purpose: str
    basis: str
    condition: str | None
    gateway: str
    consent_scope: str | None
    extra_codes: tuple[str, ...]
    unless_refused: str | None = None
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much may go at once, and how often; no person at all where only counts may go."""

    most_people: int
    cadence: Cadence


@dataclass(frozen=True, kw_only=True)
class Provision:
    """One place of the text, in our own words, and what it speaks of.

    `items` are codes of the catalogue, or words for what the catalogue does not have; `refers_to`
    are other places; `about` says what it settles where the lint asks for that.
    """

    place: str
    says: str
    items: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What one place of the text says a term means, as a short code of ours."""

    term: str
    place: str
    means: str


@dataclass(frozen=True, kw_only=True)
class StandardAgreement:
    """An agreement ready to be signed by organisations that take its roles."""

    code: str
    version: int
    title: str
    kind: str
    purpose: str
    basis: str
    gateway: str
    channels: tuple[Channel, ...]
    on_behalf_of: str
    roles: tuple[PartyRole, ...]
    permits: tuple[Permit, ...]
    needs_one_of: tuple[tuple[str, ...], ...]
    limits: Limits
    retention: str
    clauses: tuple[str, ...]
    citations: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    template_hash: str
    population: Population = ANYONE
    provisions: tuple[Provision, ...] = ()
    definitions: tuple[Definition, ...] = ()

    def items(self, *, from_role: str, to_role: str) -> frozenset[str]:
        """The codes of what may go one way."""
        return frozenset(
            permit.item
            for permit in self.permits
            if (permit.from_role, permit.to_role) == (from_role, to_role)
        )

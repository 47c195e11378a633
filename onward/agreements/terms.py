"""What an agreement says: roles, permits, limits. Plain values, whatever they are read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from onward.agreements.channels import Cadence, Channel
from onward.agreements.demands import Demand
from onward.agreements.populations import ANYONE, Population
from onward.values.working_days import Nation


@dataclass(frozen=True, kw_only=True)
class PartyRole:
    """What one party is under the agreement: `kinds` of organisation that may take the role.

    A processor acts for another role, the controller's. With `or_commissioned` the role may also be
    taken by a service that an organisation of one of the kinds has commissioned.
    """

    code: str
    kinds: frozenset[str]
    status: str
    does: str
    signatory: str = ""  # the post that must sign, where the text names one
    acts_for: str = ""
    or_commissioned: bool = False


class Stage(StrEnum):
    """Where on the way through a programme something is told."""

    START = "start"
    DURING = "during"
    END = "end"


class Onward(StrEnum):
    """Whether whoever was given an item may give it to somebody else."""

    NONE = "none"
    NAMED = "named"  # to organisations that have been approved for it, by name
    SAME_TERMS = "same_terms"  # to those, and only under an agreement that gives no more


@dataclass(frozen=True, kw_only=True)
class Permit:
    """One item may go from one role to another, for this purpose and on these grounds.

    With a `consent_scope` (the code of a consent item) it may go only while that consent stands;
    with `unless_refused` (another) it may go until the person, or a parent, has said that it may
    not. `extra_codes` are values that this agreement allows beyond the item's own. `stages` are
    those of the programme at which it is told; none where the text knows no stages. What was
    `collected_for` something else needs to say why its new purpose is compatible with that.
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
    onward: Onward = Onward.NONE
    collected_for: str = ""
    compatible_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much may go at once, and how often; no person at all where only counts may go.

    `most_a_day` counts the people of every disclosure one way on one London day.
    """

    most_people: int
    cadence: Cadence
    most_a_day: int | None = None


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
class ProcessorTerms:
    """What UK GDPR Article 28(3) asks of a contract with a processor, each in the text's words."""

    instructions: str = ""
    confidentiality: str = ""
    security: str = ""
    sub_processors: str = ""
    rights: str = ""
    assistance: str = ""
    deletion_or_return: str = ""
    audit: str = ""


@dataclass(frozen=True, kw_only=True)
class DisputeRule:
    """In how many working days a dispute is settled, which place says so, and who is called in."""

    working_days: int
    place: str
    escalates_to: str


class Form(StrEnum):
    """What kind of paper it is; a memorandum alone is an agreement only between public bodies."""

    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"


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
    form: Form = Form.AGREEMENT
    is_legally_binding: bool = True
    processor_terms: ProcessorTerms = ProcessorTerms()
    essence: str = ""  # of an arrangement between joint controllers: what anyone may read of it
    benefits: str = ""  # what the public register of the Act of 2017 tells of it
    needs: tuple[str, ...] = ()  # what each party has on file: `models.Paper.Kind`
    needs_encryption: bool = False
    calendars: Mapping[str, tuple[Nation, ...]] = field(default_factory=dict)  # by place
    disputes: DisputeRule | None = None
    demands: frozenset[Demand] = frozenset()

    def items(self, *, from_role: str, to_role: str) -> frozenset[str]:
        """The codes of what may go one way."""
        return frozenset(
            permit.item
            for permit in self.permits
            if (permit.from_role, permit.to_role) == (from_role, to_role)
        )

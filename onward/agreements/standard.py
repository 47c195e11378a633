"""The standard agreements: text and permits as data, checked whole before anything can use them.

One file of `templates/` is one agreement. Its digest is the template hash that signatures are bound
to, so a changed word is a changed agreement.
"""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from onward.agreements.channels import Cadence, Channel
from onward.agreements.demands import Demand
from onward.agreements.gateways import default_controller
from onward.agreements.kinds import PROCESSORS
from onward.agreements.lint import problems_of
from onward.agreements.populations import population_of
from onward.agreements.terms import (
    Definition,
    DisputeRule,
    Form,
    Limits,
    Onward,
    PartyRole,
    Permit,
    ProcessorTerms,
    Provision,
    Stage,
    StandardAgreement,
)
from onward.values.working_days import Nation

TEMPLATES = Path(__file__).with_name("templates")


class BadAgreement(ValueError):
    """An agreement that cannot stand; `problems` says why, one sentence each."""

    def __init__(self, code: str, problems: tuple[str, ...]) -> None:
        super().__init__(code, problems)
        self.code = code
        self.problems = problems

    def __str__(self) -> str:
        return f"{self.code}: {' '.join(self.problems)}"


def standard_codes() -> tuple[str, ...]:
    """The codes of all standard agreements."""
    names = sorted(path.stem for path in TEMPLATES.glob("*.toml"))
    return tuple(name.upper().replace("_", "-") for name in names)


@cache
def standard_agreement(code: str) -> StandardAgreement:
    """The standard agreement of this code; LookupError if there is none, BadAgreement if broken."""
    if code not in standard_codes():
        raise LookupError(f"There is no standard agreement {code}.")
    return build((TEMPLATES / f"{code.lower().replace('-', '_')}.toml").read_bytes())


def build(template: bytes) -> StandardAgreement:
    """An agreement from the bytes of its file; raises BadAgreement with all that is wrong."""
    data = tomllib.loads(template.decode())
    on_behalf_of = data.get("on_behalf_of") or default_controller(data["gateway"])
    agreement = StandardAgreement(
        code=data["code"],
        version=data["version"],
        title=data["title"],
        kind=data["kind"],
        purpose=data["purpose"],
        basis=data["basis"],
        gateway=data["gateway"],
        channels=tuple(Channel(channel) for channel in data["channels"]),
        on_behalf_of=on_behalf_of,
        roles=tuple(_role(role, controller=on_behalf_of) for role in data["roles"]),
        permits=tuple(_permits(data)),
        needs_one_of=tuple(tuple(group) for group in data.get("needs_one_of", [])),
        limits=Limits(
            most_people=data["limits"]["most_people"],
            cadence=Cadence(data["limits"]["cadence"]),
            most_a_day=data["limits"].get("most_a_day"),
        ),
        retention=data["retention"],
        clauses=tuple(data["clauses"]),
        citations=tuple(data["citations"]),
        effective_from=data["effective_from"],
        effective_to=data.get("effective_to"),
        template_hash=hashlib.sha256(template).hexdigest(),
        population=population_of(data.get("populations", [])),
        provisions=tuple(map(_provision, data.get("provisions", []))),
        definitions=tuple(Definition(**each) for each in data.get("definitions", [])),
        **_of_its_kind(data),
        demands=frozenset(map(Demand, data.get("demands", []))),
    )
    if problems := problems_of(agreement):
        raise BadAgreement(agreement.code, problems)
    return agreement


def _role(data: Mapping[str, Any], *, controller: str) -> PartyRole:
    """A processor acts for whom the whole is carried out for, unless the text says otherwise."""
    is_processor = data["status"] in PROCESSORS
    return PartyRole(
        code=data["code"],
        kinds=frozenset(data["kinds"]),
        status=data["status"],
        does=data["does"],
        signatory=data.get("signatory", ""),
        acts_for=data.get("acts_for", controller if is_processor else ""),
        or_commissioned=data.get("or_commissioned", False),
    )


def _of_its_kind(data: Mapping[str, Any]) -> dict[str, Any]:
    """What only some texts say."""
    disputes = data.get("disputes")
    return {
        "form": Form(data.get("form", Form.AGREEMENT)),
        "is_legally_binding": data.get("is_legally_binding", True),
        "processor_terms": ProcessorTerms(**data.get("processor_terms", {})),
        "essence": data.get("essence", ""),
        "benefits": data.get("benefits", ""),
        "needs": tuple(data.get("needs", ())),
        "needs_encryption": data.get("needs_encryption", False),
        "calendars": {
            place: tuple(map(Nation, nations))
            for place, nations in data.get("calendars", {}).items()
        },
        "disputes": DisputeRule(**disputes) if disputes else None,
    }


def _provision(data: Mapping[str, Any]) -> Provision:
    return Provision(
        place=data["place"],
        says=data["says"],
        items=tuple(data.get("items", ())),
        refers_to=tuple(data.get("refers_to", ())),
        about=data.get("about", ""),
    )


def _permits(data: Mapping[str, Any]) -> Iterator[Permit]:
    """One permit for each item of each group; a group's own grounds go before the agreement's."""
    for group in data["permits"]:
        for to_role in group["to"]:
            for item in group["items"]:
                yield Permit(
                    item=item,
                    item_version=group.get("item_version", 1),
                    from_role=group["from"],
                    to_role=to_role,
                    purpose=group.get("purpose", data["purpose"]),
                    basis=group.get("basis", data["basis"]),
                    condition=group.get("condition"),
                    gateway=group.get("gateway", data["gateway"]),
                    consent_scope=group.get("consent_scope"),
                    extra_codes=tuple(group.get("extra_codes", [])),
                    unless_refused=group.get("unless_refused"),
                    stages=tuple(Stage(stage) for stage in group.get("stages", [])),
                    onward=Onward(group.get("onward", Onward.NONE)),
                    collected_for=group.get("collected_for", ""),
                    compatible_because=group.get("compatible_because", ""),
                )

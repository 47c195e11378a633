"""The text that is signed: a standard agreement with its parties and dates filled in."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date

from onward.agreements.bases import bases, conditions
from onward.agreements.catalogue import every_version
from onward.agreements.gateways import gateways
from onward.agreements.purposes import purposes
from onward.agreements.terms import Onward, PartyRole, Permit, StandardAgreement


def wording(
    standard: StandardAgreement,
    *,
    reference: str,
    parties: Mapping[str, str],
    effective_from: date,
    effective_to: date | None,
) -> str:
    """The whole agreement as plain text; `parties` are the organisations' names by role.

    Every permit stands in it, and the digest of the template, so that the digest of this text
    covers all that was agreed. The words are English, as the law they cite is.
    """
    last = f" to {_day(effective_to)}" if effective_to else ""
    roles = (_role(role, parties) for role in standard.roles)
    sections = (
        (standard.title, [f"Agreement {reference}", _origin(standard)]),
        ("In force", [f"From {_day(effective_from)}{last}, once every party has signed."]),
        ("Parties", [*roles, f"It is carried out on behalf of {parties[standard.on_behalf_of]}."]),
        ("What may be given", _permits(standard)),
        ("How", [f"By {', '.join(standard.channels)}; {_most(standard)}."]),
        *_asked_each_time(standard),
        ("How long it is kept", [standard.retention]),
        *_of_its_kind(standard),
        ("Terms", [f"{number}. {clause}" for number, clause in enumerate(standard.clauses, 1)]),
        ("Sources", standard.citations),
    )
    return "\n\n".join("\n".join((title, *lines)) for title, lines in sections) + "\n"


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal: what a signature is bound to."""
    return hashlib.sha256(text.encode()).hexdigest()


def _role(role: PartyRole, parties: Mapping[str, str]) -> str:
    acts_for = f" for {parties[role.acts_for]}" if role.acts_for else ""
    return f"- {parties[role.code]}, {role.code} ({role.status}{acts_for}): {role.does}"


def _of_its_kind(standard: StandardAgreement) -> Iterator[tuple[str, list[str]]]:
    """Sections that only some agreements have."""
    if terms := {term: words for term, words in asdict(standard.processor_terms).items() if words}:
        said = [f"- {_plain(term)}: {words}" for term, words in terms.items()]
        yield "What binds the processor (UK GDPR Article 28(3))", said
    if standard.essence:
        yield "The essence of the joint arrangement (UK GDPR Article 26(2))", [standard.essence]
    if standard.needs:
        needs = ", ".join(map(_plain, standard.needs))
        yield "What each party has on file before anything is given", [f"{needs}."]
    if standard.needs_encryption:
        yield "Protection", ["Nothing travels without encryption."]
    if rule := standard.disputes:
        within = f"Settled within {rule.working_days} working days of notice ({rule.place})"
        yield "Disputes", [f"{within}; {rule.escalates_to} is called in."]
    if standard.benefits:
        yield "What it is good for", [standard.benefits]
    if not standard.is_legally_binding:
        yield "Standing", ["Not meant to be legally binding; the parties keep to it all the same."]


def _plain(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _origin(standard: StandardAgreement) -> str:
    return f"From {standard.code} version {standard.version}, SHA-256 {standard.template_hash}."


def _permits(standard: StandardAgreement) -> Iterator[str]:
    if not standard.permits:
        yield "Nothing by this agreement alone."
    for permit in standard.permits:
        item = every_version()[permit.item, permit.item_version]
        yield (
            f"- From {permit.from_role} to {permit.to_role}: {item.label}"
            f" ({item.code}, version {permit.item_version}). {_grounds(permit)}"
        )


def _grounds(permit: Permit) -> str:
    grounds = [
        purposes()[permit.purpose].title,
        gateways()[permit.gateway].title,
        bases()[permit.basis].title,
    ]
    if permit.condition:
        grounds.append(conditions()[permit.condition].title)
    if permit.consent_scope:
        grounds.append(f"only while consented to ({permit.consent_scope})")
    if permit.unless_refused:
        grounds.append(f"not where refused ({permit.unless_refused})")
    if permit.stages:
        grounds.append(f"stage: {', '.join(permit.stages)}")
    if permit.extra_codes:
        grounds.append(f"also the codes {', '.join(permit.extra_codes)}")
    if permit.compatible_because:
        grounds.append(f"collected for {permit.collected_for}: {permit.compatible_because}")
    if permit.onward != Onward.NONE:
        grounds.append(f"may be passed on: {permit.onward.replace('_', ' ')}")
    return "; ".join(grounds) + "."


def _asked_each_time(standard: StandardAgreement) -> Iterator[tuple[str, list[str]]]:
    if standard.demands:
        demands = (demand.replace("_", " ") for demand in sorted(standard.demands))
        yield "Asked for each time", [f"{', '.join(demands).capitalize()}."]


def _most(standard: StandardAgreement) -> str:
    most = standard.limits.most_people
    people = f"at most {most} people at once" if most else "counts only, about no single person"
    a_day = standard.limits.most_a_day
    daily = f", {a_day} a day" if a_day else ""
    return f"{people}{daily}; {standard.limits.cadence.replace('_', ' ')}"


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"

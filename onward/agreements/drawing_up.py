"""A standard agreement filled in with parties and dates: what is wrong with it, and its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from onward.agreements.catalogue import every_version
from onward.agreements.findings import findings_of
from onward.agreements.gateways import DIGITAL_ECONOMY, gateways
from onward.agreements.jurisdictions import HOME
from onward.agreements.lint import problems_of
from onward.agreements.models import Agreement, Finding, Party, Permit
from onward.agreements.standard import standard_agreement, standard_codes
from onward.agreements.terms import Form, PartyRole, StandardAgreement
from onward.agreements.wording import digest, wording
from onward.parties.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be drawn up; `parties` and `signatories` (posts that must sign) are by role.

    So are `countries`, where another than the United Kingdom, with their `safeguards`, and the
    organisations by which a service that takes a role was commissioned.
    """

    standard: StandardAgreement
    code: str
    parties: Mapping[str, Organisation]
    signatories: Mapping[str, str]
    effective_from: date
    effective_to: date | None
    commissioned_by: Mapping[str, Organisation] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    safeguards: Mapping[str, str] = field(default_factory=dict)
    register_id: str = ""

    def problems(self, *, drawn_up_by: int) -> tuple[str, ...]:
        """Everything that keeps it from standing, one sentence each."""
        # Grounds must be in force when this agreement begins, not only when the standard did.
        dated = replace(self.standard, effective_from=self.effective_from)
        return (
            *problems_of(dated),
            *self._of_parties(drawn_up_by),
            *self._of_nations(),
            *self._of_dates(),
            *self._of_the_text(),
            *self._of_the_public_register(),
        )

    def agreement(self, *, number: int) -> Agreement:
        standard = self.standard
        conditions = {permit.condition for permit in standard.permits if permit.condition}
        text = self._text(f"{self.code}/{number}")
        return Agreement(
            organisations=sorted(organisation.pk for organisation in self.parties.values()),
            code=self.code,
            number=number,
            standard=standard.code,
            title=standard.title,
            kind=Agreement.Kind(standard.kind.upper()),
            purpose=standard.purpose,
            basis=standard.basis,
            condition=", ".join(sorted(conditions)),
            gateway=standard.gateway,
            channels=list(standard.channels),
            text=text,
            text_hash=digest(text),
            citations=list(standard.citations),
            retention=standard.retention,
            maximum_records=standard.limits.most_people,
            maximum_a_day=standard.limits.most_a_day,
            demands=sorted(standard.demands),
            population=standard.population.as_rows(),
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            is_memorandum=standard.form is Form.MEMORANDUM,
            is_legally_binding=standard.is_legally_binding,
            needs=list(standard.needs),
            calendars={place: list(nations) for place, nations in standard.calendars.items()},
            disputes=asdict(standard.disputes) if standard.disputes else {},
            register_id=self.register_id.strip(),
            benefits=standard.benefits,
        )

    def parts(self, agreement: Agreement) -> Iterator[Party]:
        for role in self.standard.roles:
            yield Party(
                organisations=agreement.organisations,
                agreement=agreement,
                organisation=self.parties[role.code],
                role=role.code,
                activity=Party.Activity(role.status.upper()),
                signatory=self.signatories.get(role.code, role.signatory),
                acts_for=self.commissioned_by.get(role.code) or self.parties.get(role.acts_for),
                country=self.countries.get(role.code, HOME),
                safeguard=self.safeguards.get(role.code, ""),
            )

    def permits(self, agreement: Agreement) -> Iterator[Permit]:
        for permit in self.standard.permits:
            yield Permit(
                organisations=agreement.organisations,
                agreement=agreement,
                item=permit.item,
                giver=permit.from_role,
                receiver=permit.to_role,
                purpose=permit.purpose,
                basis=permit.basis,
                gateway=permit.gateway,
                consent_scope=permit.consent_scope or "",
                unless_refused=permit.unless_refused or "",
                stages=list(permit.stages),
                condition=permit.condition or "",
                onward=permit.onward,
                item_digest=every_version()[permit.item, permit.item_version].digest,
            )

    def findings(self, agreement: Agreement) -> Iterator[Finding]:
        for found in findings_of(self.standard):
            yield Finding(
                organisations=agreement.organisations,
                agreement=agreement,
                code=found.code,
                about=found.about,
                says=found.says,
                choices=list(found.choices),
            )

    def _text(self, reference: str) -> str:
        return wording(
            self.standard,
            reference=reference,
            parties={role: self._named(role) for role in self.parties},
            effective_from=self.effective_from,
            effective_to=self.effective_to,
        )

    def _named(self, role: str) -> str:
        """The party's name, with where it keeps what it gets if that is abroad."""
        name, country = self.parties[role].name, self.countries.get(role, HOME)
        if country == HOME:
            return name
        return f"{name} (in {country}; {self.safeguards.get(role) or 'no safeguard recorded'})"

    def _of_parties(self, drawn_up_by: int) -> Iterator[str]:
        for role in self.standard.roles:
            party = self.parties.get(role.code)
            if party is None:
                yield f"WRONG_PARTY({role.code}): nobody has this role."
            elif party.kind not in role.kinds and not self._is_commissioned(role):
                yield f"WRONG_PARTY({role.code}): {party.name} is not of a kind that may have it."
        roles = {role.code for role in self.standard.roles}
        for code in sorted({*self.parties, *self.signatories} - roles):
            yield f"WRONG_PARTY({code}): the agreement has no such role."
        taking_part = [party.pk for party in self.parties.values()]
        if len(set(taking_part)) < len(taking_part):
            yield "WRONG_PARTY: an organisation cannot have two roles."
        if drawn_up_by not in taking_part:
            yield "WRONG_PARTY: only a party can draw it up."

    def _is_commissioned(self, role: PartyRole) -> bool:
        """A service stands where an authority that has commissioned it could (source 002, 1.1)."""
        commissioner = self.commissioned_by.get(role.code)
        return role.or_commissioned and commissioner is not None and commissioner.kind in role.kinds

    def _of_the_text(self) -> Iterator[str]:
        """Some texts say that nobody changes their wording (source 002, recital K)."""
        fixed = any(provision.about == "template" for provision in self.standard.provisions)
        if not fixed:
            return
        code = self.standard.code
        if code not in standard_codes() or self.standard != standard_agreement(code):
            yield "TEMPLATE_ALTERED: this text's wording may not be changed."

    def _of_the_public_register(self) -> Iterator[str]:
        used = {permit.gateway for permit in self.standard.permits}
        if DIGITAL_ECONOMY in used and not self.register_id.strip():
            yield (
                "NO_REGISTER_ENTRY: sharing under the Digital Economy Act 2017 is entered in its"
                " public register first. Give the entry's number."
            )

    def _of_nations(self) -> Iterator[str]:
        """A gateway of England alone joins nobody who is elsewhere."""
        permits = self.standard.permits
        used = {(each.gateway, role) for each in permits for role in (each.from_role, each.to_role)}
        for code, role in sorted(used):
            gateway, party = gateways().get(code), self.parties.get(role)
            if gateway is None or party is None or gateway.jurisdiction != "england":
                continue
            if party.nation != Organisation.Nation.ENGLAND:
                yield f"NO_GATEWAY({code}): {party.name} is not in England."

    def _of_dates(self) -> Iterator[str]:
        standard, first, last = self.standard, self.effective_from, self.effective_to
        if first < standard.effective_from:
            yield f"NOT_IN_FORCE: the standard begins on {standard.effective_from}."
        if standard.effective_to is not None and (last is None or last > standard.effective_to):
            yield f"NOT_IN_FORCE: the standard ends on {standard.effective_to}."
        if last is not None and last < first:
            yield "NOT_IN_FORCE: it would end before it begins."

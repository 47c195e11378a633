"""The least valid agreement, and the standard ones, drawn up and signed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any

from onward.agreements.actions import decide, draw_up, sign
from onward.agreements.bases import GDPR_FROM
from onward.agreements.demands import Demand
from onward.agreements.filing import name_contact, put_on_file
from onward.agreements.gateways import gateways
from onward.agreements.models import Agreement, Contact, Finding, Paper, Party, Permit, Signature
from onward.agreements.populations import ANYONE, Population
from onward.agreements.standard import standard_agreement
from onward.agreements.terms import StandardAgreement
from onward.parties.actions import is_accredited
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff, an_accreditation, an_organisation
from tests.times import NOON

_numbers = count(1)
FROM = date(2017, 4, 3)


@contextmanager
def at_work(organisation: Organisation) -> Iterator[Staff]:
    """A member of its staff, acting for it."""
    staff = a_member_of_staff(organisation)
    with acting_for(organisation.pk, user=staff.pk):
        yield staff


def an_agreement(
    standard: str = "WFS-REFERRAL",
    *,
    parties: Mapping[str, Organisation] | None = None,
    items: Iterable[str] | None = None,
    giver: Organisation | None = None,
    receiver: Organisation | None = None,
    signed: bool = True,
    **facts: Any,
) -> Agreement:
    """A standard agreement; with `items`, a small one of just these from giver to receiver."""
    if items is None:
        return a_standard_agreement(standard, parties=parties, signed=signed, **facts)
    giver, receiver = giver or an_organisation(), receiver or an_organisation()
    if not signed:
        facts["signed_on"] = {}
    return a_small_agreement(items=items, giver=giver, receiver=receiver, **facts)


def a_standard_agreement(
    standard: str = "WFS-REFERRAL",
    *,
    parties: Mapping[str, Organisation] | None = None,
    signed: bool = True,
    code: str | None = None,
) -> Agreement:
    """Drawn up by its first party and signed by each; the provider is accredited."""
    parties = parties or parties_to(standard)
    with at_work(next(iter(parties.values()))) as staff:
        agreement = draw_up(
            standard,
            code=code or f"agreement-{next(_numbers)}",
            parties=parties,
            effective_from=FROM,
            by=staff,
            at=NOON,
        )
    _accredit(parties)
    for party in parties.values() if signed else ():
        with at_work(party) as staff:
            sign(agreement, name="Ailsa Grant", post="Director", on=FROM, by=staff, at=NOON)
    return agreement


def drawn_up(
    standard: StandardAgreement, *, parties: Mapping[str, Organisation] | None = None
) -> Agreement:
    """On its first day, between organisations of the right kinds; nobody has signed."""
    parties = parties or parties_to(standard.code)
    with at_work(next(iter(parties.values()))) as staff:
        return draw_up(
            standard,
            code="first",
            parties=parties,
            effective_from=standard.effective_from,
            by=staff,
            at=NOON,
        )


def parties_to(standard: str) -> dict[str, Organisation]:
    """An organisation of the right kind, in a nation that the gateway reaches, for each role."""
    gateway = gateways().get(standard_agreement(standard).gateway)
    is_english = gateway is not None and gateway.jurisdiction == "england"
    nation = Organisation.Nation.ENGLAND if is_english else Organisation.Nation.SCOTLAND
    return {
        role.code: an_organisation(Organisation.Kind(min(role.kinds)), nation=nation)
        for role in standard_agreement(standard).roles
    }


def _accredit(parties: Mapping[str, Organisation]) -> None:
    provider, commissioner = parties.get("provider"), parties.get("commissioner")
    if provider is None or commissioner is None:
        return
    with acting_for(commissioner.pk):
        stands = is_accredited(provider, commissioner=commissioner, on=NOON.date())
    if not stands:
        operations = parties.get("department", commissioner)
        an_accreditation(provider, commissioner=commissioner, operations=operations)


def a_small_agreement(
    *,
    items: Iterable[str],
    giver: Organisation,
    receiver: Organisation,
    signed_on: Mapping[Organisation, date] | None = None,
    consent_scope: str = "",
    unless_refused: str = "",
    stages: Iterable[str] = (),
    demands: Iterable[Demand] = (),
    condition: str = "",
    basis: str = "",
    gateway: str = "",
    receiver_role: str = "receiver",
    receiver_activity: Party.Activity = Party.Activity.CONTROLLER,
    acts_for_giver: bool = False,
    channels: Iterable[str] = ("inside",),
    maximum_records: int | None = None,
    maximum_a_day: int | None = None,
    effective_from: date = FROM,
    effective_to: date | None = None,
    population: Population = ANYONE,
    onward: str = "none",
    item_digest: str = "",
    country: str = "GB",
    safeguard: str = "",
    standard: str = "SMALL",
) -> Agreement:
    """Rows for two parties, `giver` and `receiver`, and these items from the one to the other."""
    if signed_on is None:
        signed_on = {giver: effective_from, receiver: effective_from}
    text = "What is agreed."
    receivers_part: dict[str, Any] = {
        "activity": receiver_activity,
        "acts_for": giver if acts_for_giver else None,
        "country": country,
        "safeguard": safeguard,
    }
    givers_part = {"activity": Party.Activity.CONTROLLER}
    seen_by = {"organisations": [giver.pk, receiver.pk]}
    with acting_for(giver.pk):
        agreement = Agreement.objects.create(
            **seen_by,
            code=f"{giver.code}.agreement-{next(_numbers)}",
            standard=standard,
            title="A small agreement",
            kind=Agreement.Kind.SHARING,
            purpose="employment_support",
            basis=basis or _law_of(effective_from)[0],
            gateway=gateway or _gateway_of(effective_from),
            demands=sorted(demands),
            channels=sorted(channels),
            text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
            citations=[],
            retention="One year.",
            maximum_records=maximum_records,
            maximum_a_day=maximum_a_day,
            population=population.as_rows(),
            effective_from=effective_from,
            effective_to=effective_to,
        )
        for role, organisation in (("giver", giver), (receiver_role, receiver)):
            Party.objects.create(
                **seen_by,
                agreement=agreement,
                organisation=organisation,
                role=role,
                **(receivers_part if organisation == receiver else givers_part),
            )
        Permit.objects.bulk_create(
            Permit(
                **seen_by,
                agreement=agreement,
                item=item,
                giver="giver",
                receiver=receiver_role,
                purpose=agreement.purpose,
                basis=agreement.basis,
                gateway=agreement.gateway,
                consent_scope=consent_scope,
                onward=onward,
                item_digest=item_digest,
                unless_refused=unless_refused,
                stages=list(stages),
                condition=condition or _law_of(effective_from)[1],
            )
            for item in sorted(items)
        )
    for organisation, on in signed_on.items():
        with acting_for(organisation.pk):
            a_signature(agreement, organisation, on=on)
    return agreement


def _law_of(day: date) -> tuple[str, str]:
    """A basis, and a condition for what is more protected, in force that day."""
    if day < GDPR_FROM:
        return "dpa1998-sch2-5c", "dpa1998-sch3-7-1-c"
    return "gdpr-6-1-e", "gdpr-9-2-g-sch1-6"


def _gateway_of(day: date) -> str:
    """One that was in force that day and caps no items."""
    return "scotland-act-2016" if day >= date(2017, 4, 1) else "wrpa1999-s72"


def put_all_on_file(agreement: Agreement, *, on: date = FROM, at: datetime = NOON) -> None:
    """Each party names its representative and files every paper that the text asks for."""
    with acting_for(agreement.organisations[0]):
        parties = list(Organisation.objects.filter(pk__in=agreement.organisations))
    for party in parties:
        with at_work(party) as staff:
            put_on_file_for(agreement, staff, on=on, at=at)


def put_on_file_for(
    agreement: Agreement, staff: Staff, *, on: date = FROM, at: datetime = NOON
) -> None:
    """The same for the organisation that is acted for."""
    who: dict[str, Any] = {"name": "Ailsa Grant", "post": "Manager", "by": staff, "at": at}
    name_contact(
        agreement,
        task=Contact.For.REPRESENTATIVE,
        reached_at="agreements@example.org",
        from_on=on,
        **who,
    )
    for need in agreement.needs:
        if need in Paper.Kind.values:
            kind = Paper.Kind(need)
            put_on_file(agreement, kind=kind, reference="Policies, 7", dated_on=on, **who)


def a_signature(agreement: Agreement, organisation: Organisation, *, on: date = FROM) -> Signature:
    return Signature.objects.create(
        organisations=agreement.organisations,
        agreement=agreement,
        organisation=organisation,
        name="Ailsa Grant",
        post="Director",
        signed_on=on,
        text_hash=agreement.text_hash,
    )


def under_the_act_of_2017() -> StandardAgreement:
    """A text whose every item stands on the Digital Economy Act."""
    standard = standard_agreement("WFS-PAYFILE")
    permits = tuple(
        replace(each, gateway="dea2017-s35", basis="gdpr-6-1-e") for each in standard.permits
    )
    return replace(
        standard,
        permits=permits,
        effective_to=None,
        gateway="dea2017-s35",
        basis="gdpr-6-1-e",
        benefits="Fewer people are asked twice.",
    )


def in_the_register(parties: Mapping[str, Organisation], register_id: str) -> Agreement:
    """Drawn up from it, with the number of its entry in the public register."""
    with at_work(parties["commissioner"]) as staff:
        return draw_up(
            under_the_act_of_2017(),
            code="register",
            parties=parties,
            effective_from=date(2018, 5, 25),
            register_id=register_id,
            by=staff,
            at=NOON,
        )


def in_force(standard: str, parties: Mapping[str, Organisation], *, at: datetime) -> Agreement:
    """A standard agreement with its papers on file, its findings decided, signed by everybody."""
    on = at.date()
    with at_work(next(iter(parties.values()))) as staff:
        agreement = draw_up(
            standard,
            code=f"agreement-{next(_numbers)}",
            parties=parties,
            effective_from=on,
            by=staff,
            at=at,
        )
    put_all_on_file(agreement, on=on, at=at)
    with at_work(next(iter(parties.values()))) as staff:
        for finding in Finding.objects.filter(agreement=agreement, note=None):
            decide(
                finding,
                choice="".join(finding.choices[:1]),
                note="Agreed by both.",
                name="A. Mistry",
                post="Manager",
                by=staff,
                at=at,
            )
    for party in parties.values():
        with at_work(party) as staff:
            sign(agreement, name="Ailsa Grant", post="Director", on=on, by=staff, at=at)
    return agreement

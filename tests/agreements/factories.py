"""The least valid agreement, and the standard ones, drawn up and signed."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count

from onward.agreements.models import Agreement, Party, Permit, Signature
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for

_numbers = count(1)
FROM = date(2017, 4, 3)


def an_agreement(
    *,
    items: Iterable[str],
    giver: Organisation,
    receiver: Organisation,
    signed_on: Mapping[Organisation, date] | None = None,
    consent_scope: str = "",
    channels: Iterable[str] = ("inside",),
    maximum_records: int | None = None,
    effective_from: date = FROM,
    effective_to: date | None = None,
) -> Agreement:
    """Rows for two parties, `giver` and `receiver`, and these items from the one to the other."""
    if signed_on is None:
        signed_on = {giver: effective_from, receiver: effective_from}
    text = "What is agreed."
    seen_by = {"organisations": [giver.pk, receiver.pk]}
    with acting_for(giver.pk):
        agreement = Agreement.objects.create(
            **seen_by,
            code=f"agreement-{next(_numbers)}",
            standard="SMALL",
            title="A small agreement",
            kind=Agreement.Kind.SHARING,
            purpose="employment_support",
            basis="dpa1998-sch2-5c",
            gateway="scotland-act-2016",
            channels=sorted(channels),
            text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
            citations=[],
            retention="One year.",
            maximum_records=maximum_records,
            effective_from=effective_from,
            effective_to=effective_to,
        )
        for role, organisation in (("giver", giver), ("receiver", receiver)):
            Party.objects.create(
                **seen_by,
                agreement=agreement,
                organisation=organisation,
                role=role,
                activity=Party.Activity.CONTROLLER,
            )
        Permit.objects.bulk_create(
            Permit(
                **seen_by,
                agreement=agreement,
                item=item,
                giver="giver",
                receiver="receiver",
                purpose=agreement.purpose,
                basis=agreement.basis,
                gateway=agreement.gateway,
                consent_scope=consent_scope,
            )
            for item in sorted(items)
        )
    for organisation, on in signed_on.items():
        with acting_for(organisation.pk):
            a_signature(agreement, organisation, on=on)
    return agreement


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

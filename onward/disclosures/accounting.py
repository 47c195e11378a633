"""Whether the ledger says of each part of a disclosure exactly what is about to be sent."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from onward.agreements.authority import Authority
from onward.disclosures.models import Disclosure, Parcel
from onward.ledger.models import Entry
from onward.people.lookups import one_of

PREPARED = "disclosure.prepared"
WITHHELD = "disclosure.withheld"


def unaccounted_for(
    disclosures: Sequence[Disclosure],
    parcels: Mapping[UUID, Sequence[Parcel]],
    *,
    authorities: Mapping[UUID, Authority],
) -> list[Disclosure]:
    """Disclosures with a part that its entry does not account for just as it stands.

    One query for any number. Source: domain/privacy.md 4.2, step 5.
    """
    ids = [parcel.entry for row in disclosures for parcel in parcels[row.pk]]
    prepared = Entry.objects.filter(one_of("pk", ids), kind=PREPARED)
    leaves = {pk: json.loads(bytes(leaf)) for pk, leaf in prepared.values_list("pk", "leaf")}
    return [
        row
        for row in disclosures
        if any(
            not _says(leaves.get(parcel.entry), row, parcel, authorities)
            for parcel in parcels[row.pk]
        )
    ]


def _says(
    leaf: Mapping[str, Any] | None,
    row: Disclosure,
    parcel: Parcel,
    authorities: Mapping[UUID, Authority],
) -> bool:
    if leaf is None:
        return False
    authority = authorities.get(row.agreement_id) if row.agreement_id else None
    parties = (row.sender_id, row.recipient_id, row.on_behalf_of_id)
    about = {
        "disclosure": row.kind,
        "agreement": authority.reference if authority else "",
        "purpose": row.purpose,
        "channel": row.channel,
        "items": parcel.items,
        "commitments": {name: part[0] for name, part in parcel.sealed.items()},
    }
    return (
        parties == (leaf["by"], leaf.get("to"), leaf.get("for"))
        and (str(row.pk), str(parcel.from_handle)) == (leaf.get("about_id"), leaf.get("subject"))
        and about == {name: leaf["about"].get(name) for name in about}
        and str(parcel.parent or "") == leaf["about"].get("parent", "")
        and row.use == leaf["about"].get("use", "")
        and str(row.one_off_id or "") == leaf["about"].get("one_off", "")
    )

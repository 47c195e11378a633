"""The heads that were told to an organisation with what it was given: its own witness.

Each delivery inside Onward tells, in its leaf, the newest head that was signed. Whoever received
one sees at any later time whether the ledger still begins with it.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from onward.disclosures.models import Disclosure
from onward.ledger.heads import is_beginning
from onward.ledger.models import Entry

SHOWN = 5
_READ = 200  # deliveries of a day mostly tell the same head


@dataclass(frozen=True, kw_only=True)
class Told:
    """A head that came with a delivery, and whether the ledger still begins with it."""

    size: int
    root: str
    at: datetime
    still_begins: bool


def heads_told(organisation_id: int) -> list[Told]:
    """The last few different heads that came with deliveries to this organisation, newest first."""
    given = Disclosure.objects.filter(recipient_id=organisation_id, status=Disclosure.Status.SENT)
    last = list(given.order_by("-at", "pk").values_list("pk", flat=True)[:_READ])
    sent = Entry.objects.filter(about_id__in=last, kind="disclosure.sent")
    first: dict[tuple[int, str], datetime] = {}
    for leaf, at in sent.order_by("-entered_at").values_list("leaf", "entered_at"):
        if head := json.loads(bytes(leaf))["about"].get("head"):
            first[head["size"], head["root"]] = at
    return [
        Told(size=size, root=root, at=at, still_begins=is_beginning(size, root=bytes.fromhex(root)))
        for (size, root), at in list(first.items())[:SHOWN]
    ]

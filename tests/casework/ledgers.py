"""Reading the ledger in tests."""

import json
from typing import Any
from uuid import UUID

from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for


def leaves_seen_by(
    organisation: Organisation, *, about_id: UUID | None = None
) -> list[dict[str, Any]]:
    """The leaves of the entries that an organisation sees, as they were entered."""
    with acting_for(organisation.pk):
        entries = Entry.objects.order_by("entered_at")
        if about_id is not None:
            entries = entries.filter(about_id=about_id)
        return [json.loads(bytes(entry.leaf)) for entry in entries]

"""What the public register of the Digital Economy Act 2017 is told of an agreement.

Source: domain/privacy.md 1.3: bodies, purpose, data, duration, benefit. The register's own column
names were not read, so these are Onward's.
"""

from onward.agreements.catalogue import catalogue
from onward.agreements.models import Agreement, Party, Permit
from onward.agreements.purposes import purposes


def register_entry(agreement: Agreement) -> dict[str, str]:
    """The entry in plain words, ready for a table of one row."""
    parties = Party.objects.filter(agreement=agreement).select_related("organisation")
    items = Permit.objects.filter(agreement=agreement).values_list("item", flat=True).distinct()
    known = catalogue()
    until = agreement.effective_to.isoformat() if agreement.effective_to else "no end stated"
    return {
        "register_id": agreement.register_id,
        "title": agreement.title,
        "bodies": "; ".join(sorted(party.organisation.name for party in parties)),
        "purpose": purposes()[agreement.purpose].title,
        "data": "; ".join(sorted(known[item].label for item in items)),
        "duration": f"{agreement.effective_from.isoformat()} to {until}",
        "benefits": agreement.benefits,
    }

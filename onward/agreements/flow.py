"""Every organisation in the flow: what each is, per activity, and on whose behalf it acts.

Source: 001 5.1; UK GDPR Article 30.
"""

from dataclasses import dataclass
from datetime import datetime

from onward.agreements.authority import authorities
from onward.agreements.models import Agreement, Party
from onward.agreements.purposes import purposes


@dataclass(frozen=True, kw_only=True)
class InTheFlow:
    """One organisation's part in one activity, under an agreement in force."""

    organisation: str
    activity: str  # the purpose, in words
    acts_as: str
    on_behalf_of: str
    agreement: str
    country: str


def register_of_the_flow(*, at: datetime) -> list[InTheFlow]:
    """The parts of all agreements in force that the organisation acted for can see."""
    read = authorities(Agreement.objects.filter(ended_at=None).values_list("pk", flat=True))
    standing = {
        pk: each.reference
        for pk, each in read.items()
        if not each.refusals((), giver=min(each.roles), receiver=min(each.roles), at=at)
    }
    parts = Party.objects.filter(agreement__in=standing).select_related(
        "organisation", "acts_for", "agreement"
    )
    known = purposes()
    return sorted(
        (
            InTheFlow(
                organisation=part.organisation.name,
                activity=known[part.agreement.purpose].title,
                acts_as=str(part.get_activity_display()),
                on_behalf_of=part.acts_for.name if part.acts_for else "",
                agreement=standing[part.agreement_id],
                country=part.country,
            )
            for part in parts
        ),
        key=lambda row: (row.organisation, row.activity, row.agreement),
    )

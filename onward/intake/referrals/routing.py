"""Where a referral of a file goes: opportunity, provider, and the agreement it goes under."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import gettext as _

from onward.acts.referring import items_of_referral
from onward.agreements.actions import NoAgreement, agreement_between
from onward.agreements.authority import authorities
from onward.agreements.models import Agreement
from onward.contracts.actions import opportunities_for
from onward.contracts.models import Opportunity
from onward.formats.problem import Problem
from onward.intake.referrals.cleaning import CleanReferral
from onward.parties.models import Organisation
from onward.tenancy.context import acting

PROGRAMME, STANDARD = "wfs", "WFS-REFERRAL"


@dataclass(frozen=True, kw_only=True)
class Route:
    """One opportunity, the agreement of the day, and what its provider is given under it."""

    opportunity: Opportunity
    agreement: Agreement
    items: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Routes:
    """The opportunities open to the organisation acted for, and the providers that exist."""

    by_opportunity: Mapping[str, Route | str]  # or why there is none, in words
    provider_codes: frozenset[str]

    @classmethod
    def open_on(cls, on: date, *, rows: Sequence[CleanReferral]) -> Self:
        """The routes that these rows name; a handful of queries for each provider named."""
        referrer = own_organisation()
        wanted = {each.row.opportunity_code for each in rows}
        found = opportunities_for(referrer).filter(code__in=wanted)
        codes = {each.row.provider_code for each in rows}
        known = Organisation.objects.filter(code__in=codes).values_list("code", flat=True)
        return cls(
            by_opportunity={
                opportunity.code: route_to(opportunity, referrer=referrer, on=on)
                for opportunity in found.select_related("provider", "commissioner")
            },
            provider_codes=frozenset(known),
        )

    def of(self, referral: CleanReferral) -> Route | Problem:
        """Where this referral goes, or why it goes nowhere."""
        row = referral.row
        if row.provider_code not in self.provider_codes:
            rule = _("No organisation has this code.")
            remedy = _("Use the provider's code as it stands in the contract.")
            return referral.problem("provider_code", row.provider_code, rule=rule, remedy=remedy)
        route = self.by_opportunity.get(row.opportunity_code)
        if not isinstance(route, Route):
            rule = route or _("This opportunity is not published to you.")
            remedy = _("Choose one that is, or ask the operations team about it.")
            if route:
                remedy = _("The commissioner draws one up, and every party signs it.")
        elif route.opportunity.provider.code != row.provider_code:
            rule = _("This opportunity is another provider's.")
            remedy = _("Correct the opportunity or the provider.")
        else:
            return route
        return referral.problem("opportunity_code", row.opportunity_code, rule=rule, remedy=remedy)


def route_to(opportunity: Opportunity, *, referrer: Organisation, on: date) -> Route | str:
    """The route to an opportunity under the agreement of the day, or why there is none."""
    provider = opportunity.provider
    parties = (referrer, provider, opportunity.commissioner)
    try:
        agreement = agreement_between(STANDARD, *parties, on=on)
    except NoAgreement as none:
        return str(none)
    known = authorities([agreement.pk])[agreement.pk]
    items = items_of_referral(known, giver=referrer.pk, receiver=provider.pk)
    return Route(opportunity=opportunity, agreement=agreement, items=items)


def own_organisation() -> Organisation:
    """The organisation acted for: it refers."""
    return Organisation.objects.get(pk=acting().organisation_id)

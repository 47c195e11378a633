"""Verbs of contracts: set up by one person, approved by another, and only then published."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.contracts.entries import enter_act
from onward.contracts.models import Contract, Opportunity
from onward.contracts.notice_check import gaps_at_publication, unnamed_at_publication
from onward.parties.actions import is_accredited
from onward.parties.models import Organisation, Staff
from onward.programmes.catalogue import programme as programme_on
from onward.tenancy.context import acting


class BadContract(ValueError):
    """The contract contradicts itself; the message says how."""


class ApprovalRefused(Exception):
    """It may not be approved; `reasons` says why, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class PublicationRefused(Exception):
    """The opportunity may not be published, or withdrawn; the message says why."""


@transaction.atomic
def set_up(
    *,
    commissioner: Organisation,
    provider: Organisation,
    reference: str,
    programme: str,
    area: str,
    starts_on: date,
    ends_on: date,
    by: Staff,
    at: datetime,
) -> Contract:
    """A contract as the operations team acted for was given it; nothing rests on it yet.

    Source: 000 steps 2 to 4. Raises BadContract, and NoSuchProgramme if none is in force on the
    first day.
    """
    if ends_on <= starts_on:
        raise BadContract(_("The contract would end before it starts. Give a later last day."))
    contract = Contract.objects.create(
        commissioner=commissioner,
        operations=Organisation.objects.get(pk=acting().organisation_id),
        provider=provider,
        reference=reference,
        programme=programme_on(programme, on=starts_on).code,
        area=area,
        starts_on=starts_on,
        ends_on=ends_on,
        made_by=by.handle,
        made_at=at,
    )
    enter_act("contract.set_up", contract, about={"contract": reference}, by=by, at=at)
    return contract


@transaction.atomic
def approve(contract: Contract, *, by: Staff, at: datetime) -> None:
    """Approve a contract for the commissioner acted for; from now on its opportunities can open.

    Source: 000 steps 1 and 4. Raises ApprovalRefused with every reason.
    """
    if reasons := [*_against_approval(contract, by=by, on=localdate(at))]:
        raise ApprovalRefused(reasons)
    drafts = Contract.objects.filter(pk=contract.pk, status=Contract.Status.DRAFT)
    approved = Contract.Status.APPROVED
    # The WHERE clause decides between two people who approve it together.
    if not drafts.update(status=approved, approved_by=by.handle, approved_at=at):
        raise ApprovalRefused([_("This contract has already been dealt with.")])
    contract.status, contract.approved_by, contract.approved_at = approved, by.handle, at
    about = {"contract": contract.reference}
    enter_act("contract.approved", contract, about=about, by=by, at=at)


@transaction.atomic
def add_opportunity(
    contract: Contract, *, code: str, title: str, referrer: Organisation, by: Staff, at: datetime
) -> Opportunity:
    """Something that the referrer's work coaches will be able to refer to, once published."""
    opportunity = Opportunity.objects.create(
        contract=contract,
        commissioner=contract.commissioner,
        operations=contract.operations,
        provider=contract.provider,
        referrer=referrer,
        code=code,
        title=title,
    )
    enter_act("opportunity.added", opportunity, about=_about(opportunity), by=by, at=at)
    return opportunity


@transaction.atomic
def publish(opportunity: Opportunity, *, by: Staff, at: datetime) -> None:
    """Show an opportunity to the referrer's work coaches. Raises PublicationRefused."""
    contract = Contract.objects.get(pk=opportunity.contract_id)
    if contract.status != Contract.Status.APPROVED:
        raise PublicationRefused(
            _("The commissioner has not approved contract %s. Ask its contract manager.")
            % contract.reference
        )
    if contract.ends_on < localdate(at):
        raise PublicationRefused(
            _("Contract %s is over. Publish under one that runs.") % contract.reference
        )
    if unnamed := gaps_at_publication(opportunity, at=at):
        raise PublicationRefused(
            _(
                "The privacy notice does not tell people that this may be shared: %(items)s. The"
                " data protection officer publishes one that does, under Notices."
            )
            % {"items": ", ".join(gap.label for gap in unnamed)}
        )
    if names := unnamed_at_publication(opportunity, at=at):
        raise PublicationRefused(
            _(
                "The privacy notice does not name %(names)s. The data protection officer publishes"
                " one that does, under Notices."
            )
            % {"names": ", ".join(names)}
        )
    unpublished = Opportunity.objects.filter(pk=opportunity.pk, published_at=None)
    if not unpublished.update(published_at=at):
        raise PublicationRefused(_("This opportunity has already been published."))
    opportunity.published_at = at
    enter_act("opportunity.published", opportunity, about=_about(opportunity), by=by, at=at)


@transaction.atomic
def withdraw(opportunity: Opportunity, *, by: Staff, at: datetime) -> None:
    """Take a published opportunity away from work coaches; referrals made to it stand."""
    open_ones = Opportunity.objects.filter(published_at__isnull=False, withdrawn_at=None)
    if not open_ones.filter(pk=opportunity.pk).update(withdrawn_at=at):
        raise PublicationRefused(_("This opportunity is not published."))
    opportunity.withdrawn_at = at
    enter_act("opportunity.withdrawn", opportunity, about=_about(opportunity), by=by, at=at)


def opportunities_for(referrer: Organisation) -> QuerySet[Opportunity]:
    """What this organisation's work coaches can refer to now.

    Their organisation does not see the contract behind it, so a join to it would find nothing.
    """
    published = Opportunity.objects.filter(referrer=referrer, published_at__isnull=False)
    return published.filter(withdrawn_at=None).order_by("title")


def _against_approval(contract: Contract, *, by: Staff, on: date) -> Iterator[str]:
    if acting().organisation_id != contract.commissioner_id:
        yield _("Only the commissioner can approve a contract. Ask its contract manager.")
    if by.handle == contract.made_by:
        yield _("Whoever set a contract up cannot approve it. Ask a colleague.")
    if not is_accredited(contract.provider, commissioner=contract.commissioner, on=on):
        yield _(
            "%(provider)s has no security accreditation that stands on %(day)s and that the"
            " operations team was told of. Record it under Providers first."
        ) % {"provider": contract.provider.name, "day": date_format(on, "j F Y")}


def _about(opportunity: Opportunity) -> dict[str, object]:
    return {"contract": opportunity.contract.reference, "opportunity": opportunity.code}

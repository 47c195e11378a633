"""Giving on what was given: whether an agreement lets it, and to whom.

Source: UK GDPR Article 28(2) and (4); domain/privacy.md 4.1; source 003 paragraphs 45 and 52-54.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.agreements.authority import Authority, Refusal
from onward.agreements.entering import enter_for_parties
from onward.agreements.instructing import NotTheController
from onward.agreements.models import Agreement, Approval, Party
from onward.agreements.terms import Onward
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting

CONTROLLERS = (Party.Activity.CONTROLLER, Party.Activity.JOINT_CONTROLLER)


@transaction.atomic
def approve(
    agreement: Agreement,
    approved: Organisation,
    *,
    from_on: date,
    name: str,
    post: str,
    by: Staff,
    at: datetime,
) -> Approval:
    """Agree, for the controller acted for, that things may be passed on to an organisation.

    Raises NotTheController.
    """
    controller = acting().organisation_id
    parts = Party.objects.filter(agreement=agreement, organisation=controller)
    if not parts.filter(activity__in=CONTROLLERS).exists():
        raise NotTheController(_("Only a controller approves to whom things are passed on."))
    approval = Approval.objects.create(
        organisations=agreement.organisations,
        agreement=agreement,
        organisation_id=controller,
        approved=approved,
        approved_on=from_on,
        name=name.strip(),
        post=post.strip(),
        by=by.handle,
        at=at,
    )
    enter_for_parties("agreement.approved", agreement, by=by, at=at, approved=approved.code)
    return approval


@transaction.atomic
def end_approval(approval: Approval, *, on: date, by: Staff, at: datetime) -> None:
    """From the day after this one nothing more is passed on to it."""
    Approval.objects.filter(pk=approval.pk, ended_on=None).update(ended_on=on)
    approval.ended_on = on
    code = approval.approved.code
    enter_for_parties("agreement.approval_ended", approval.agreement, by=by, at=at, approved=code)


def is_approved(agreement: Agreement, organisation: Organisation, *, on: date) -> bool:
    """Whether a controller has agreed that things go on to this organisation, that day."""
    standing = Approval.objects.filter(agreement=agreement, approved=organisation)
    return any(
        each.approved_on <= on and (each.ended_on is None or on <= each.ended_on)
        for each in standing
    )


def against_passing_on(
    items: Iterable[str], *, received_under: Authority, giver: int, receiver: int, approved: bool
) -> list[Refusal]:
    """Why what `receiver` was given by `giver` may not go on to somebody else; none if it may.

    `approved` is what `is_approved` says of that somebody. Terms that must be the same are judged
    by the agreement under which it goes on, as every disclosure is.
    """
    refusals = []
    for item in sorted(set(items)):
        terms = received_under.terms(item, giver=giver, receiver=receiver)
        if terms is None or terms.onward == Onward.NONE:
            refusals.append(Refusal(code="ONWARD", item=item))
        elif not approved:
            refusals.append(Refusal(code="NOT_APPROVED", item=item))
    return refusals

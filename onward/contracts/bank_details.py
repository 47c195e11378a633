"""Where providers are paid: entered by one person, approved by another."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.contracts.actions import ApprovalRefused
from onward.contracts.entries import enter_act
from onward.contracts.models import BankDetails
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting

SEPARATORS = re.compile(r"[\s-]")


class BadBankDetails(ValueError):
    """These cannot be bank details; the message says why and never repeats them."""


@transaction.atomic
def enter_bank_details(
    provider: Organisation,
    *,
    commissioner: Organisation,
    operations: Organisation,
    account_name: str,
    sort_code: str,
    account_number: str,
    from_on: date,
    by: Staff,
    at: datetime,
) -> BankDetails:
    """Where this commissioner is to pay the provider from a day on, once somebody else approves.

    Spaces and hyphens are left out of the numbers. Raises BadBankDetails.
    """
    sort_code, account_number = (
        SEPARATORS.sub("", number) for number in (sort_code, account_number)
    )
    if not re.fullmatch("[0-9]{6}", sort_code):
        raise BadBankDetails(_("A sort code has 6 digits, like 00-12-34."))
    if not re.fullmatch("[0-9]{8}", account_number):
        raise BadBankDetails(_("An account number has 8 digits; put zeros before a shorter one."))
    if not account_name.strip():
        raise BadBankDetails(_("Give the name that the account is held in."))
    details = BankDetails.objects.create(
        commissioner=commissioner,
        operations=operations,
        provider=provider,
        account_name=account_name.strip(),
        sort_code=sort_code,
        account_number=account_number,
        from_on=from_on,
        made_by=by.handle,
        made_at=at,
    )
    enter_act("bank_details.entered", details, about={}, by=by, at=at)
    return details


@transaction.atomic
def approve_bank_details(details: BankDetails, *, by: Staff, at: datetime) -> None:
    """Let payments go there. Raises ApprovalRefused with every reason."""
    if reasons := [*_against_approval(details, by=by)]:
        raise ApprovalRefused(reasons)
    waiting = BankDetails.objects.filter(pk=details.pk, approved_at=None)
    if not waiting.update(approved_by=by.handle, approved_at=at):
        raise ApprovalRefused([_("These bank details have already been approved.")])
    details.approved_by, details.approved_at = by.handle, at
    enter_act("bank_details.approved", details, about={}, by=by, at=at)


def bank_details_of(
    providers: Iterable[int], *, commissioner_id: int, on: date
) -> dict[int, BankDetails]:
    """Where each provider is paid on this day: the latest approved that had begun, or nowhere."""
    approved = BankDetails.objects.filter(
        provider__in=set(providers),
        commissioner_id=commissioner_id,
        approved_at__isnull=False,
        from_on__lte=on,
    )
    return {each.provider_id: each for each in approved.order_by("from_on", "approved_at")}


def _against_approval(details: BankDetails, *, by: Staff) -> Iterator[str]:
    if acting().organisation_id not in (details.commissioner_id, details.operations_id):
        yield _("Only the commissioner or its operations team can approve bank details.")
    if by.handle == details.made_by:
        yield _("Whoever entered bank details cannot approve them. Ask a colleague.")

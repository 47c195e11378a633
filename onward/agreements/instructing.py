"""A controller's instruction to its processor, which stands with the agreement until taken back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from onward.agreements.entering import enter_for_parties
from onward.agreements.models import Agreement, Party
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import acting


class NotTheController(Exception):
    """Only whom a processor acts for can tell it to stop."""


@transaction.atomic
def withdraw_instruction(
    agreement: Agreement, processor: Organisation, *, by: Staff, at: datetime
) -> None:
    """Nothing more goes from or to this processor under the agreement; what went stays as it is.

    Source: 001 5.5; UK GDPR Articles 28 and 29. Raises NotTheController.
    """
    controller = acting().organisation_id
    parts = Party.objects.filter(agreement=agreement, organisation=processor)
    if not parts.filter(acts_for=controller).exists():
        words = _("%(processor)s does not act on your organisation's behalf here.")
        raise NotTheController(words % {"processor": processor.name})
    kept = Agreement.objects.select_for_update().get(pk=agreement.pk)
    stopped = sorted({*kept.without_instruction, processor.pk})
    Agreement.objects.filter(pk=agreement.pk).update(without_instruction=stopped)
    agreement.without_instruction = stopped
    enter_for_parties(
        "agreement.instruction_withdrawn", agreement, by=by, at=at, processor=processor.code
    )

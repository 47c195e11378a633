"""Referrals on paper: special customer records go by form SL2, and a register says that they did.

It says to which provider and when, and nothing of the person: no record, no name, no number.
Source: 003 paragraphs 7 and 8.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from onward.casework.models import ClericalReferral
from onward.contracts.models import Opportunity
from onward.ledger.actions import Act, enter
from onward.parties.models import Organisation, Staff
from onward.people.models import Record
from onward.tenancy.context import acting

SL2 = "SL2"


class NotClerical(ValueError):
    """The form is not for this person, or not for this day; the words say what to do."""


@transaction.atomic
def enter_form(
    record: Record, *, opportunity: Opportunity, sent_on: date, by: Staff, at: datetime
) -> ClericalReferral:
    """Enter that a form SL2 about this person was sent by hand. Raises NotClerical."""
    if record.case_kind != Record.CaseKind.SCR:
        raise NotClerical(
            _("Form SL2 is for special customer records alone. Refer this person in the usual way.")
        )
    if sent_on > localdate(at):
        raise NotClerical(_("The form is entered once it has been sent. Give the day it was."))
    own = acting().organisation_id
    # One after the other, so that numbers have no gap and no double.
    Organisation.objects.select_for_update(no_key=True).get(pk=own)
    newest = ClericalReferral.objects.filter(organisation_id=own).aggregate(n=Max("number"))["n"]
    referral = ClericalReferral.objects.create(
        organisation_id=own,
        provider_id=opportunity.provider_id,
        commissioner_id=opportunity.commissioner_id,
        number=(newest or 0) + 1,
        form=SL2,
        sent_on=sent_on,
        entered_by=by.handle,
        entered_at=at,
    )
    enter(
        Act(
            kind="clerical.referred",
            by=own,
            performer=by.handle,
            about_id=referral.pk,
            at=at,
            about={"form": SL2},
        )
    )
    return referral

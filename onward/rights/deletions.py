"""A withdrawn referral: the provider deletes what it was given by mistake, and says so."""

from datetime import datetime

from django.db import transaction

from onward.casework.models import Referral
from onward.casework.referrals import confirm_deletion
from onward.parties.models import Staff
from onward.rights.erasure import erase
from onward.rights.models import Erasure


@transaction.atomic
def delete_what_arrived(referral: Referral, *, by: Staff, at: datetime) -> Erasure | None:
    """Confirm the deletion and carry it out on the record that the referral arrived in.

    A record that another referral led to as well is kept, and None comes back: what is in it came
    rightly. Raises InvalidMove and StillUnderWay. Source 000 step 7 (REQ-000-005).
    """
    record = referral.received_as
    confirm_deletion(referral, by=by, at=at)
    others = Referral.objects.filter(received_as=record).exclude(pk=referral.pk)
    if record is None or record.erased_at or others.exists():
        return None
    return erase(record, by=by, at=at)

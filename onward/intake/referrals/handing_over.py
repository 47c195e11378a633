"""Referrals of a file: those that are new are made, those sent again change what has changed."""

from collections.abc import Sequence

from onward.casework.models import Referral
from onward.intake.findings import Handed, HandOver
from onward.intake.referrals.again import send_again
from onward.intake.referrals.cleaning import CleanReferral
from onward.intake.referrals.new import refer_new
from onward.tenancy.context import acting


def hand_over(rows: Sequence[CleanReferral], turn: HandOver) -> Handed:
    """Make or renew these referrals of the organisation acted for, in a handful of statements."""
    known = _made_before(rows)
    handed = refer_new([row for row in rows if row.reference not in known], turn)
    again = [(known[row.reference], row) for row in rows if row.reference in known]
    handed.add(send_again(again, turn))
    for row in rows:
        handed.warnings += row.warnings()
    return handed


def _made_before(rows: Sequence[CleanReferral]) -> dict[str, Referral]:
    own = Referral.objects.filter(referrer=acting().organisation_id)
    made = own.filter(reference__in=[row.reference for row in rows])
    around = made.select_related("opportunity", "provider", "commissioner", "sent_from")
    return {referral.reference: referral for referral in around}

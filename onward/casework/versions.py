"""A referral sent again with what has changed: the same referral, one version later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext

from onward.casework.carrying_out import Moved
from onward.casework.models import OPEN, Referral, Status
from onward.casework.moves import ROW_ITEMS, Side
from onward.casework.telling import acts, agreement_against, authorities_now
from onward.ledger.actions import enter_all
from onward.parties.models import Staff
from onward.tenancy.context import acting

TOLD = sorted({ROW_ITEMS["reference"], ROW_ITEMS["status"]})

_RAISE = """
update casework_referral as row set version = new.version
from unnest(%s::uuid[], %s::int[]) as new (id, version)
where row.id = new.id and row.version < new.version and row.status = any(%s)
returning row.id
"""


@dataclass(frozen=True, kw_only=True)
class NewVersion:
    """One referral and the number of the version that it is now sent as."""

    referral: Referral
    version: int


@transaction.atomic
def raise_versions(new: Iterable[NewVersion], *, by: Staff, at: datetime) -> Moved:
    """Give open referrals their next version, as the referrer, each with its entry.

    What has changed about the person passes by the gate. A version that is not higher, or of a
    referral that is over, is given back with the reason.
    """
    new = sorted(new, key=lambda each: each.referral.pk)
    authorities = authorities_now({each.referral.agreement_id for each in new}, at=at)
    refused = []
    allowed = []
    for each in new:
        reason = standing_against_version(each) or agreement_against(
            each.referral,
            TOLD,
            side=Side.REFERRER,
            authority=authorities.get(each.referral.agreement_id),
            at=at,
        )
        if reason:
            refused.append((each.referral, reason))
        else:
            allowed.append(each)
    written = _write(allowed)
    overtaken = gettext("Someone else has just dealt with this referral.")
    refused += [(each.referral, overtaken) for each in allowed if each.referral.pk not in written]
    done = [_as_written(each) for each in allowed if each.referral.pk in written]
    enter_all(
        acts(
            "referral.sent_again",
            done,
            items=TOLD,
            side=Side.REFERRER,
            authorities=authorities,
            by=by,
            at=at,
        )
    )
    return Moved(done=done, refused=refused)


def standing_against_version(each: NewVersion) -> str:
    """Why the referral takes no such version, in words; empty if it does."""
    referral = each.referral
    if referral.referrer_id != acting().organisation_id:
        return gettext("Only the referrer can send a referral again.")
    if referral.status not in OPEN:
        return gettext(
            "This referral is over, so it takes no new version. It stands at: %(status)s. "
            "If the person is to be helped, make a new referral."
        ) % {"status": Status(referral.status).label}
    if each.version <= referral.version:
        return gettext(
            "Version %(version)s of this referral was taken in before. "
            "Give what has changed a higher version."
        ) % {"version": referral.version}
    return ""


def _write(new: list[NewVersion]) -> set[UUID]:
    ids, versions = [each.referral.pk for each in new], [each.version for each in new]
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [ids, versions, [str(status) for status in OPEN]])
        return {pk for (pk,) in cursor.fetchall()}


def _as_written(each: NewVersion) -> Referral:
    each.referral.version = each.version
    return each.referral

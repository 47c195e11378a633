"""Whom a change to the shared row tells, what the agreement says to that, and its entries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from onward.agreements.authority import NOT_FOR_DECIDING, Authority, authorities_of
from onward.agreements.models import Agreement
from onward.agreements.refused import refused_in_words
from onward.casework.models import Referral
from onward.casework.moves import Side
from onward.ledger.actions import Act
from onward.parties.models import Staff
from onward.people.models import Record


def authorities_now(agreement_ids: Iterable[UUID], *, at: datetime) -> dict[UUID, Authority]:
    """By the agreement a referral was made under: the newest version of it that is in force.

    A version is never edited, so a case outlives the one it began under. Where none is in force
    it is that one, which says why. A handful of queries for any number of referrals.
    """
    made_under = set(agreement_ids)
    codes = Agreement.objects.filter(pk__in=made_under).values("code")
    versions = Agreement.objects.filter(code__in=codes).defer(*NOT_FOR_DECIDING)
    by_age = sorted(versions, key=lambda version: version.number)
    read = authorities_of(by_age)
    standing = {each.code: read[each.pk] for each in by_age if _stands(read[each.pk], at=at)}
    return {
        each.pk: standing.get(each.code, read[each.pk]) for each in by_age if each.pk in made_under
    }


def agreement_against(
    referral: Referral,
    items: Sequence[str],
    *,
    side: Side,
    authority: Authority | None,
    at: datetime,
) -> str:
    """Why these items may not be told, in words with the remedy; empty if they may.

    Every party that reads the row is told, so the agreement must permit it to each.
    """
    if authority is None:
        return gettext("Your organisation is no party to the agreement this is done under.")
    giver = organisation_of(side, referral)
    for reader in readers(side, referral):
        if refusals := authority.refusals(items, giver=giver, receiver=reader, at=at):
            return refused_in_words(refusals, authority=authority)
    return ""


def organisation_of(side: Side, referral: Referral) -> int:
    """The organisation that has this part in the referral."""
    return int(getattr(referral, f"{side}_id"))


def readers(side: Side, referral: Referral) -> list[int]:
    """The other parties of the row."""
    parties = (referral.provider_id, referral.referrer_id, referral.commissioner_id)
    return [party for party in dict.fromkeys(parties) if party != organisation_of(side, referral)]


def acts(
    kind: str,
    referrals: Sequence[Referral],
    *,
    items: Sequence[str],
    side: Side,
    authorities: Mapping[UUID, Authority],
    by: Staff,
    at: datetime,
) -> Iterator[Act]:
    """One entry for each referral and party told: item codes and handles, no value and no date.

    The commissioner reads an entry as the one it is done for, and is named as told only where
    there is nobody else.
    """
    handles = _own_handles(side, referrals)
    for referral in referrals:
        others = readers(side, referral)
        for told in [other for other in others if other != referral.commissioner_id] or others:
            yield Act(
                kind=kind,
                by=organisation_of(side, referral),
                to=told,
                on_behalf_of=None if side is Side.COMMISSIONER else referral.commissioner_id,
                performer=by.handle,
                subject=handles.get(referral.pk),
                about_id=referral.pk,
                at=at,
                about={
                    "agreement": authorities[referral.agreement_id].reference,
                    "items": list(items),
                },
            )


def _own_handles(side: Side, referrals: Sequence[Referral]) -> dict[UUID, UUID]:
    """The handle of that side's own record, by referral; a commissioner holds none."""
    column = {Side.REFERRER: "sent_from_id", Side.PROVIDER: "received_as_id"}.get(side)
    if column is None:
        return {}
    own = {referral.pk: getattr(referral, column) for referral in referrals}
    records = Record.objects.filter(pk__in=set(own.values()))
    handles = dict(records.values_list("pk", "handle"))
    return {pk: handles[record] for pk, record in own.items() if record in handles}


def _stands(authority: Authority, *, at: datetime) -> bool:
    anyone = next(iter(authority.roles), 0)
    return not authority.refusals((), giver=anyone, receiver=anyone, at=at)

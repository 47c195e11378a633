"""What the person allowed, in which words, from which day, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.people.lookups import one_of
from onward.people.models import Consent, Record
from onward.tenancy.context import acting


class NothingToWithdraw(ValueError):
    """There is no standing consent for this scope, or the day lies before it was given."""


@transaction.atomic
def give_consent(
    record: Record,
    *,
    scope: str,
    wording: str,
    on: date,
    by: Staff | None,
    at: datetime,
    given: bool = True,
) -> Consent:
    """Record that the person allowed something, or (`given=False`) refused it, on a day.

    `wording` is the version of the words that she answered; `by` is None where she said so
    herself on her own page.
    """
    held = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    consent = Consent.objects.create(
        organisation_id=held.organisation_id,
        restricted_to=held.restricted_to,
        record=held,
        scope=scope,
        wording=wording,
        given=given,
        on=on,
        by=by.handle if by else None,
    )
    _enter("consent.given" if given else "consent.refused", record, consent, by=by, at=at)
    return consent


@transaction.atomic
def withdraw_consent(
    record: Record, *, scope: str, on: date, by: Staff | None, at: datetime
) -> Consent:
    """Take back the consent that stands for this scope, from this day on.

    What was done under it before stays lawful. Raises NothingToWithdraw.
    """
    latest = Consent.objects.filter(record=record, scope=scope).order_by("on", "pk").last()
    if latest is None or not latest.given or latest.withdrawn_on or on < latest.on:
        raise NothingToWithdraw(_("There is no consent that could be withdrawn on this day."))
    standing = Consent.objects.filter(pk=latest.pk, withdrawn_on=None)
    if standing.update(withdrawn_on=on):
        _enter("consent.withdrawn", record, latest, by=by, at=at)
    latest.refresh_from_db()
    return latest


@dataclass(frozen=True)
class Allowed:
    """The scopes that one record's person allows on a day: the last word on each counts."""

    standing: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()  # given and taken back, and not given anew


def consents_of(records: Iterable[Record], *, on: date) -> dict[UUID, Allowed]:
    """What the person of each of these records allows on a day, by the record's id.

    A consent ends on the day it is withdrawn.
    """
    last: dict[UUID, dict[str, Consent]] = {record.pk: {} for record in records}
    said = Consent.objects.filter(one_of("record_id", last), on__lte=on)
    for word in said.order_by("on", "pk"):
        last[word.record_id][word.scope] = word
    return {record_id: _allowed(words.values(), on=on) for record_id, words in last.items()}


def _allowed(last_words: Iterable[Consent], *, on: date) -> Allowed:
    given = [word for word in last_words if word.given]
    standing = frozenset(word.scope for word in given if _stands(word, on))
    return Allowed(standing, frozenset(word.scope for word in given) - standing)


def _stands(consent: Consent, on: date) -> bool:
    return consent.withdrawn_on is None or on < consent.withdrawn_on


def _enter(kind: str, record: Record, consent: Consent, *, by: Staff | None, at: datetime) -> None:
    enter(
        Act(
            kind=kind,
            by=acting().organisation_id,
            performer=by.handle if by else None,
            subject=record.handle,
            at=at,
            about={"scope": consent.scope, "wording": consent.wording},
        )
    )

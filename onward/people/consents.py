"""What the person allowed, in which words, from which day, until when."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
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


def consents_standing(records: Iterable[Record], *, on: date) -> dict[UUID, set[str]]:
    """The scopes that each record's person allows on a day: the last word on each counts.

    A consent ends on the day it is withdrawn.
    """
    return _by_record(consent for consent in _last_words(records, on=on) if _stands(consent, on))


def consents_withdrawn(records: Iterable[Record], *, on: date) -> dict[UUID, set[str]]:
    """The scopes whose consent was given and taken back by a day, and not given anew."""
    return _by_record(
        consent
        for consent in _last_words(records, on=on)
        if consent.given and not _stands(consent, on)
    )


def _last_words(records: Iterable[Record], *, on: date) -> list[Consent]:
    said = Consent.objects.filter(record__in=[record.pk for record in records], on__lte=on)
    last = {(word.record_id, word.scope): word for word in said.order_by("on", "pk")}
    return list(last.values())


def _stands(consent: Consent, on: date) -> bool:
    return consent.given and (consent.withdrawn_on is None or on < consent.withdrawn_on)


def _by_record(consents: Iterable[Consent]) -> dict[UUID, set[str]]:
    scopes: dict[UUID, set[str]] = {}
    for consent in consents:
        scopes.setdefault(consent.record_id, set()).add(consent.scope)
    return scopes


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

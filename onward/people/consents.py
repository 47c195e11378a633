"""What the person allowed, in which words, from which day, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.agreements.catalogue import ValueType, catalogue
from onward.parties.models import Staff
from onward.people.entering import enter_of
from onward.people.lookups import one_of
from onward.people.models import Consent, Record


class NothingToWithdraw(ValueError):
    """There is no standing consent for this scope, or the day lies before it was given."""


class NotOneConsent(ValueError):
    """Several consents asked in one, or something that is not a consent of the catalogue."""


def is_consent(scope: str) -> bool:
    item = catalogue().get(scope)
    return item is not None and item.value_type is ValueType.CONSENT


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
    said_by: Consent.Speaker = Consent.Speaker.PERSON,
) -> Consent:
    """Record that the person allowed something, or (`given=False`) refused it, on a day.

    `wording` is the version of the words that she answered; `by` is None where she said so
    herself on her own page. Raises NotOneConsent unless `scope` is one consent of the catalogue.
    """
    if not is_consent(scope):
        raise NotOneConsent(_("Ask for each consent alone: one answer is to one question."))
    held = Record.objects.select_for_update(no_key=True).get(pk=record.pk)
    consent = Consent.objects.create(
        organisation_id=held.organisation_id,
        restricted_to=held.restricted_to,
        record=held,
        scope=scope,
        wording=wording,
        given=given,
        on=on,
        said_by=said_by,
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
    refused: frozenset[str] = frozenset()  # the person said no, or took a yes back
    refused_by_parent: frozenset[str] = frozenset()


ASKED_NOTHING = Allowed()


def consents_of(records: Iterable[Record], *, on: date) -> dict[UUID, Allowed]:
    """What the person of each of these records allows on a day, by the record's id.

    A consent ends on the day it is withdrawn.
    """
    words: dict[UUID, list[Consent]] = {record.pk: [] for record in records}
    said = Consent.objects.filter(one_of("record_id", words), on__lte=on)
    for word in said.order_by("on", "pk"):
        words[word.record_id].append(word)
    return {
        record_id: _allowed(each, on=on) if each else ASKED_NOTHING
        for record_id, each in words.items()
    }


def _allowed(words: Iterable[Consent], *, on: date) -> Allowed:
    last = {word.scope: word for word in words}
    given = [word for word in last.values() if word.given]
    standing = frozenset(word.scope for word in given if _stands(word, on))
    last_of_each = {(word.scope, word.said_by): word for word in words}
    refused = {
        speaker: frozenset(
            scope
            for (scope, said_by), word in last_of_each.items()
            if said_by == speaker and not (word.given and _stands(word, on))
        )
        for speaker in Consent.Speaker
    }
    return Allowed(
        standing=standing,
        withdrawn=frozenset(word.scope for word in given) - standing,
        refused=refused[Consent.Speaker.PERSON],
        refused_by_parent=refused[Consent.Speaker.PARENT],
    )


def _stands(consent: Consent, on: date) -> bool:
    return consent.withdrawn_on is None or on < consent.withdrawn_on


def _enter(kind: str, record: Record, consent: Consent, *, by: Staff | None, at: datetime) -> None:
    enter_of(record, kind, by=by, at=at, scope=consent.scope, wording=consent.wording)

"""What may be shared about a person now: agreements in force of those who hold her records."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from onward.agreements.authority import NOT_FOR_DECIDING, Authority, authorities_of
from onward.agreements.models import Agreement
from onward.agreements.purposes import purposes
from onward.parties.models import Organisation
from onward.people.models import Record
from onward.rights.sharing import laws_of
from onward.tenancy.context import participant


@dataclass(frozen=True, kw_only=True)
class MayShare:
    """What one organisation that holds a record of the person may give another, and why."""

    giver: str
    recipient: str
    agreement: str
    title: str
    purposes: tuple[str, ...]
    laws: tuple[str, ...]
    items: tuple[str, ...]  # codes
    retention: str
    until: date | None


def may_be_shared(handles: Collection[UUID], *, at: datetime) -> list[MayShare]:
    """A row for each agreement and way it may go now, by giver and recipient. Reads as the person.

    Whether an agreement's people include this one is decided anew at each giving.
    """
    with participant(handles):
        records = Record.objects.filter(handle__in=handles, erased_at=None)
        holders = sorted(set(records.values_list("organisation_id", flat=True)))
        names = dict(Organisation.objects.values_list("pk", "name"))
        agreements = list(
            Agreement.objects.filter(organisations__overlap=holders).defer(*NOT_FOR_DECIDING)
        )
        terms = authorities_of(agreements)
        found = [
            row
            for agreement in agreements
            for giver in holders
            for row in _rows(agreement, terms[agreement.pk], giver=giver, names=names, at=at)
        ]
    return sorted(found, key=lambda row: (row.giver, row.recipient, row.agreement))


def _rows(
    agreement: Agreement, terms: Authority, *, giver: int, names: Mapping[int, str], at: datetime
) -> Iterator[MayShare]:
    for receiver in terms.roles:
        items = sorted(terms.permitted_items(giver=giver, receiver=receiver))
        if receiver == giver or not items:
            continue
        if terms.refusals(items, giver=giver, receiver=receiver, at=at):
            continue
        why = {_(purposes()[each].title) for each in _purposes(terms, items, giver, receiver)}
        yield MayShare(
            giver=names.get(giver, ""),
            recipient=names.get(receiver, ""),
            agreement=str(agreement),
            title=_(agreement.title),
            purposes=tuple(sorted(why)),
            laws=laws_of(items, terms, giver=giver, receiver=receiver),
            items=tuple(items),
            retention=_(agreement.retention),
            until=agreement.effective_to,
        )


def _purposes(terms: Authority, items: Collection[str], giver: int, receiver: int) -> Iterator[str]:
    for item in items:
        under = terms.terms(item, giver=giver, receiver=receiver)
        if under is not None and (under.purpose or terms.purpose) in purposes():
            yield under.purpose or terms.purpose

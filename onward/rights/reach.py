"""How far what was shared reached: what could have gone, what went, what was looked at.

Source: REQ-004-049. What was looked at is a part of what went, and that of what could have gone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from onward.agreements.authority import authorities
from onward.people.models import Look
from onward.rights.sharing import Shared

NINO = "nino"


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Items, by code, between one giver and one recipient."""

    sender: str
    recipient: str
    permitted: frozenset[str]
    sent: frozenset[str]
    read: frozenset[str]


def reaches(shared: Iterable[Shared], *, handles: Iterable[UUID]) -> Iterator[Reach]:
    """One for each giver and recipient, in the order of their names. Reads as the person."""
    rows = [row for row in shared if row.was_sent]
    terms = authorities({row.agreement.pk for row in rows if row.agreement})
    looks = _last_looks(handles)
    ways = sorted({(row.sender, row.recipient, row.sender_id, row.recipient_id) for row in rows})
    for sender, recipient, giver, receiver in ways:
        theirs = [row for row in rows if (row.sender_id, row.recipient_id) == (giver, receiver)]
        under = {row.agreement.pk for row in theirs if row.agreement}
        yield Reach(
            sender=sender,
            recipient=recipient,
            permitted=frozenset().union(
                *(terms[pk].permitted_items(giver=giver, receiver=receiver) for pk in under),
                # Without an agreement nothing but just this could have gone.
                *({item.code for item in row.items} for row in theirs if not row.agreement),
            ),
            sent=frozenset(item.code for row in theirs for item in row.items),
            read=frozenset(code for row in theirs for code in _read(row, looks)),
        )


def _read(row: Shared, looks: Mapping[tuple[int, str], datetime]) -> Iterator[str]:
    """The items of a row that its recipient's staff have had on their screen since.

    A record opened shows all but most of the National Insurance number, which is a look of its
    own.
    """
    for item in row.items:
        what = Look.What.NINO if item.code == NINO else Look.What.RECORD
        last = looks.get((row.recipient_id, what))
        if last is not None and last >= row.at:
            yield item.code


def _last_looks(handles: Iterable[UUID]) -> dict[tuple[int, str], datetime]:
    looks = Look.objects.filter(handle__in=handles).values_list("organisation_id", "what")
    return {(organisation, what): last for organisation, what, last in looks.annotate(Max("at"))}

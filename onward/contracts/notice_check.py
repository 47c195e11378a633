"""What people were told against what agreements permit and what was sent.

Source: 004: the letter said "contact details"; the list given to the provider was far longer
(REQ-004-001). The check is made anew each time it is asked for, so it cannot grow old.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from onward.agreements.authority import NOT_FOR_DECIDING, Authority, authorities_of
from onward.agreements.catalogue import About, Item, KeyClass, catalogue
from onward.agreements.models import Agreement
from onward.contracts.models import Notice, Opportunity
from onward.parties.models import Organisation

# A refusal names what was asked for; nothing of it went.
_SENT = """
select distinct jsonb_array_elements_text(
    convert_from(leaf, 'UTF8')::jsonb #> '{about,items}')
from ledger_entry
where subject is not null and kind <> 'disclosure.refused'
    and (by_organisation_id = any(%(providers)s) or to_organisation_id = any(%(providers)s))
"""


_SENT_TO = """
select distinct to_organisation_id from ledger_entry
where subject is not null and kind <> 'disclosure.refused'
    and to_organisation_id is not null and by_organisation_id = any(%(providers)s)
"""
# "One of their partners" tells nobody anything: whoever delivers is named (REQ-004-002).
DELIVER = (Organisation.Kind.PRIME_PROVIDER, Organisation.Kind.SUBCONTRACTOR)


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One kind of information that is, or may be, shared and that the notice does not name."""

    item: Item
    permitted_by: tuple[str, ...]  # agreements in force
    was_sent: bool

    @property
    def label(self) -> str:
        return _(self.item.label)


def gaps(
    named: Collection[str],
    *,
    providers: Collection[int],
    sent: Collection[str] = (),
    at: datetime,
) -> list[Gap]:
    """Each kind that may be shared with these providers, or was `sent`, and that is not named.

    As far as the organisation acted for can see. An agreement names organisations and no
    programme, so a provider of two programmes is checked for both. In the order of the catalogue.
    """
    permitted = permitted_with(providers, at=at)
    return [
        Gap(item=item, permitted_by=permitted.get(code, ()), was_sent=code in sent)
        for code, item in catalogue().items()
        if (code in permitted or code in sent) and code not in named and is_about_people(item)
    ]


def gaps_at_publication(opportunity: Opportunity, *, at: datetime) -> list[Gap]:
    """What work coaches could not tell people of, were this opportunity open to them."""
    notice = newest_notice(opportunity.contract.programme, referrer=opportunity.referrer_id)
    return gaps(notice.items if notice else (), providers=[opportunity.provider_id], at=at)


def unnamed_at_publication(opportunity: Opportunity, *, at: datetime) -> list[str]:
    """Who could be given something, and whom work coaches could not name to people."""
    notice = newest_notice(opportunity.contract.programme, referrer=opportunity.referrer_id)
    return unnamed(notice.text if notice else "", providers=[opportunity.provider_id], at=at)


def unnamed(
    text: str, *, providers: Collection[int], sent_to: Collection[int] = (), at: datetime
) -> list[str]:
    """Providers and subcontractors who may be given something, or were, and whom it never names."""
    agreements = _agreements_with(providers)
    terms = authorities_of(agreements)
    receivers = {
        receiver
        for agreement in agreements
        for _giver, receiver, _items in _ways(terms[agreement.pk], providers, at=at)
    }
    deliver = Organisation.objects.filter(pk__in=receivers.union(sent_to), kind__in=DELIVER)
    names = deliver.order_by("name").values_list("name", flat=True)
    return [name for name in names if name.casefold() not in text.casefold()]


def sent_to_by(providers: Collection[int]) -> set[int]:
    """To whom the ledger says that these providers gave something; reads all of it."""
    with connection.cursor() as cursor:
        cursor.execute(_SENT_TO, {"providers": list(providers)})
        return {receiver for (receiver,) in cursor.fetchall()}


def newest_notice(programme: str, *, referrer: int) -> Notice | None:
    """The version that people referred under this programme are given now."""
    published = Notice.objects.filter(programme=programme, published_at__isnull=False)
    theirs = published.filter(organisations__contains=[referrer])
    return theirs.order_by("-published_at").first()


def is_about_people(item: Item) -> bool:
    """Whether people have to be told of it: not of staff's own details, nor of counts."""
    is_counted = item.key_class == KeyClass.STATISTICS
    return item.about != About.STAFF and not is_counted and not item.is_container


def permitted_with(providers: Collection[int], *, at: datetime) -> dict[str, tuple[str, ...]]:
    """The agreements in force that let each item go to or from one of these providers."""
    agreements = _agreements_with(providers)
    terms = authorities_of(agreements)
    found: dict[str, dict[str, None]] = {}
    for agreement in agreements:
        for _giver, _receiver, items in _ways(terms[agreement.pk], providers, at=at):
            for code in items:
                found.setdefault(code, {})[str(agreement)] = None
    return {code: tuple(references) for code, references in found.items()}


def sent_with(providers: Collection[int]) -> set[str]:
    """What the ledger says was given to or by these providers about anybody; reads all of it."""
    with connection.cursor() as cursor:
        cursor.execute(_SENT, {"providers": list(providers)})
        return {code for (code,) in cursor.fetchall()}


def words_to_add(found: Iterable[Gap]) -> Mapping[KeyClass, list[str]]:
    """What the notice would have to say, by class of information."""
    words: dict[KeyClass, list[str]] = {}
    for gap in found:
        words.setdefault(gap.item.key_class, []).append(gap.label)
    return words


def _agreements_with(providers: Collection[int]) -> list[Agreement]:
    agreements = Agreement.objects.filter(organisations__overlap=list(providers))
    return list(agreements.defer(*NOT_FOR_DECIDING))


def _ways(
    terms: Authority, providers: Collection[int], *, at: datetime
) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Giver, receiver and what may go, for each way to or from one of these providers now."""
    for provider in set(providers) & set(terms.roles):
        for other in set(terms.roles) - {provider}:
            for giver, receiver in ((provider, other), (other, provider)):
                items = terms.permitted_items(giver=giver, receiver=receiver)
                if items and not terms.refusals(items, giver=giver, receiver=receiver, at=at):
                    yield giver, receiver, items

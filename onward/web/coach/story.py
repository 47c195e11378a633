"""What happened to a person, the newest first: what was recorded, moved, given."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from onward.disclosures.models import Parcel
from onward.parties.models import Organisation
from onward.people.models import Fact, Record
from onward.rights.sharing import About, entries_about
from onward.tenancy.context import acting
from onward.web.act_words import act_in_words
from onward.web.item_values import items_named
from onward.web.names import staff_named


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened, as `timeline` shows it."""

    title: str
    at: datetime
    by: str = ""
    text: str = ""


def story_of(record: Record, facts: Sequence[Fact]) -> list[Event]:
    """What was recorded in these facts, and what the ledger tells of the person besides."""
    entries = entries_about(_handles(record))
    performers = [_handle(each.leaf.get("performer")) for each in entries]
    staff = staff_named([*(fact.by for fact in facts), *performers])
    organisations = dict(Organisation.objects.values_list("pk", "name"))
    events = [
        *(_recorded(fact, staff) for fact in facts if fact.values),
        *_acts(entries, staff, organisations),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _handles(record: Record) -> set[UUID]:
    """The record's handle, and those under which others act about the person."""
    either = Q(from_handle=record.handle) | Q(to_handle=record.handle)
    pairs = Parcel.objects.filter(either).values_list("from_handle", "to_handle")
    return {record.handle, *(handle for pair in pairs for handle in pair if handle)}


def _recorded(fact: Fact, staff: Mapping[UUID, str]) -> Event:
    return Event(
        title=str(Fact.Source(fact.source).label),
        at=fact.known_at,
        by=staff.get(fact.by, "") if fact.by else "",
        text=items_named(fact.values),
    )


def _acts(
    entries: Iterable[About], staff: Mapping[UUID, str], organisations: Mapping[int, str]
) -> Iterator[Event]:
    for each in entries:
        entry, about = each.entry, each.leaf["about"]
        performer = _handle(each.leaf.get("performer"))
        is_ours = entry.by_organisation_id == acting().organisation_id
        title = act_in_words(entry.kind)
        if entry.kind == "disclosure.prepared":
            recipient = organisations.get(entry.to_organisation_id or 0, "")
            words = {"what": act_in_words(about["disclosure"]), "to": recipient}
            title = _("%(what)s, to %(to)s") % words
        yield Event(
            title=title,
            at=each.at,
            by=staff.get(performer, "")
            if is_ours and performer
            else organisations.get(entry.by_organisation_id, ""),
            text=items_named(about.get("items", ())) if "disclosure" in about else "",
        )


def _handle(text: object) -> UUID | None:
    return UUID(str(text)) if text else None

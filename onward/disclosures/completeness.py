"""Whether the ledger, the parcels and what arrived tell one story: nothing more on any side.

Asked by the auditor, who reads codes, handles, counts and sealed parts, and no value of anybody.
Source: domain/privacy.md 4.5; PRODUCT section 3, rule 1.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from onward.disclosures.accounting import PREPARED
from onward.disclosures.models import Disclosure
from onward.ledger.stored import rows_of

Status = Disclosure.Status

# Which of a disclosure's entries is the last one, by where the disclosure stands.
STANDS_AFTER: Mapping[str, tuple[str, ...]] = {
    Status.PREPARED: (PREPARED, "disclosure.sent_again", "disclosure.put_back"),
    Status.SENDING: ("disclosure.sending",),
    Status.SENT: ("disclosure.sent", "disclosure.settled"),
    Status.FAILED: ("disclosure.failed", "disclosure.settled"),
    Status.UNKNOWN: ("disclosure.unknown",),
    Status.REFUSED: ("disclosure.refused",),
}
MOVES = sorted({kind for kinds in STANDS_AFTER.values() for kind in kinds})

_PARCELS = """
select p.entry::text, p.id::text, e.leaf, p.sender_id, p.recipient_id, p.on_behalf_of_id,
       d.sender_id, d.recipient_id, d.on_behalf_of_id, p.disclosure_id::text, p.from_handle::text,
       d.by::text, d.at, d.kind, coalesce(a.code || '/' || a.number, ''), d.purpose, d.channel,
       d.use, coalesce(d.one_off_id::text, ''), p.items, p.not_held, p.withheld,
       coalesce(p.parent::text, ''), p.within is not null, j.disclosure_id is not null,
       p.sealed::text, d.status
from disclosures_parcel p left join disclosures_disclosure d on d.id = p.disclosure_id
     left join agreements_agreement a on a.id = d.agreement_id
     left join disclosures_justification j
        on j.disclosure_id = d.id and j.organisation_id = d.sender_id
     left join ledger_entry e on e.id = p.entry and e.kind = 'disclosure.prepared'
"""
_DISCLOSURES = """
select d.id::text, d.kind, d.status, d.digest, d.sender_id, d.people_count, parcels.people,
       parcels.count, entries.count, last.kind, last.id::text, last.leaf
from disclosures_disclosure d
     cross join lateral (
        select count(*), count(*) filter (where p.within is null) as people
        from disclosures_parcel p where p.disclosure_id = d.id
     ) as parcels
     cross join lateral (
        select count(*) from ledger_entry e
        where e.about_id = d.id and e.kind = 'disclosure.prepared' and e.subject is not null
     ) as entries
     left join lateral (
        select e.kind, e.id, e.leaf from ledger_entry e
        where e.about_id = d.id and e.kind = any(%(moves)s) order by e.entered_at desc limit 1
     ) as last on true
"""
_ODD_ONES_OUT: tuple[tuple[str, str], ...] = (
    (
        "Entry {} says that something was prepared, and its parcel is not there.",
        "select e.id from ledger_entry e where e.kind = 'disclosure.prepared'"
        " and e.subject is not null"
        " and not exists (select from disclosures_parcel p where p.entry = e.id)",
    ),
    (
        "Entry {} ({}) is about a disclosure that is not there.",
        "select e.id, e.kind from ledger_entry e where e.kind = any(%(moves)s)"
        " and not exists (select from disclosures_disclosure d where d.id = e.about_id)",
    ),
    (
        "Entry {} says that a parcel was sent inside Onward, and nobody has received it.",
        "select p.entry from disclosures_parcel p join disclosures_disclosure d"
        " on d.id = p.disclosure_id where d.status = 'SENT' and d.channel = 'inside'"
        " and not exists (select from people_record r"
        " where r.id = p.received_as and r.handle = p.to_handle)",
    ),
    (
        "Entry {} gave something to a record that does not hold it as given.",
        "select p.entry from disclosures_parcel p join disclosures_disclosure d"
        " on d.id = p.disclosure_id where d.status = 'SENT' and d.channel = 'inside'"
        " and p.within is null"  # what is said of somebody mentioned stands with the person
        " and not exists (select from people_fact f where f.source = 'DISCLOSURE'"
        " and f.source_id = d.id and f.record_id = p.received_as)",
    ),
    (
        "Entry {} is of somebody mentioned in a part that is not of its disclosure.",
        "select p.entry from disclosures_parcel p where p.within is not null and not exists"
        " (select from disclosures_parcel own where own.disclosure_id = p.disclosure_id"
        " and own.within is null and own.from_handle = p.within)",
    ),
    (
        "Fact {} came from another organisation, and no entry accounts for it.",
        "select f.id from people_fact f where f.source = 'DISCLOSURE' and not exists"
        " (select from disclosures_parcel p join ledger_entry e on e.id = p.entry"
        " where p.disclosure_id = f.source_id and p.received_as = f.record_id)",
    ),
    (
        "Payment run {} was released with {} lines, and no payfile of as many was sent.",
        "select r.number, r.lines_count from payments_run r where r.payfile_digest <> ''"
        " and not exists (select from disclosures_disclosure d where d.kind = 'payfile'"
        " and d.sender_id = r.operations_id and d.digest = r.payfile_digest"
        " and d.people_count = r.lines_count)",
    ),
    (
        "A canary (handle {}) was seen at organisation {}, and no entry says that it was given.",
        "select s.handle, s.seen_at from unnest(%(handles)s::uuid[], %(seen_at)s::bigint[])"
        " as s (handle, seen_at) where not exists (select from ledger_entry e"
        " where e.subject = s.handle and e.to_organisation_id = s.seen_at"
        " and e.kind = 'disclosure.prepared')",
    ),
)
_ABOUT = (
    "disclosure", "agreement", "purpose", "channel", "use", "one_off", "items", "not_held",
    "withheld", "parent",
)  # fmt: skip
# What is withheld is an entry of its own, which the recipient does not see.
_UNSAID: Mapping[str, list[str]] = {"withheld": []}

Sighting = tuple[str, int]
"""The handle of an invented person planted among real ones, and the organisation that was seen to
have them."""


def incompleteness(using: str, *, sightings: Iterable[Sighting] = ()) -> Iterator[str]:
    """What does not fit, in words, each naming the entry. Memory stays constant."""
    yield from _unlike_their_entries(using)
    yield from _unlike_their_last_entry(using)
    seen = list(sightings)
    named = {
        "moves": MOVES,
        "handles": [handle for handle, _ in seen],
        "seen_at": [organisation for _, organisation in seen],
    }
    for words, query in _ODD_ONES_OUT:
        for row in rows_of(query, named, using=using):
            yield words.format(*row)


def _unlike_their_entries(using: str) -> Iterator[str]:
    for entry, parcel, leaf, *row in rows_of(_PARCELS, using=using):
        if leaf is None:
            yield f"Parcel {parcel} has no entry of its preparation ({entry})."
        elif not _says(bytes(leaf), *row):
            yield f"Entry {entry} does not say what its parcel {parcel} says."


def _says(leaf: bytes, *row: Any) -> bool:
    parties, whose, (at, *about, mentioned, justified, sealed, status) = row[:6], row[6:9], row[9:]
    try:
        said = json.loads(leaf)
        of = said["about"]
        return bool(
            parties == (said["by"], said.get("to"), said.get("for")) * 2
            and whose == (said.get("about_id"), said.get("subject"), said.get("performer"))
            and datetime.fromisoformat(said["at"]) == at
            and about == [of.get(name, _UNSAID.get(name, "")) for name in _ABOUT]
            and (mentioned, justified) == (of.get("mentioned", False), "justification" in of)
            and (status == Status.FAILED or _commitments(sealed) == of["commitments"])
        )
    except (ValueError, LookupError, TypeError, AttributeError):  # it is no leaf of the gate's
        return False


def _commitments(sealed: str) -> dict[str, object]:
    return {key_class: part[0] for key_class, part in json.loads(sealed).items()}


def _unlike_their_last_entry(using: str) -> Iterator[str]:
    for row in rows_of(_DISCLOSURES, {"moves": MOVES}, using=using):
        (
            disclosure,
            kind,
            status,
            digest,
            sender,
            people,
            own,
            parcels,
            entries,
            last,
            entry,
            leaf,
        ) = row
        if last not in STANDS_AFTER.get(status, ()):
            after = f"{last}, entry {entry}" if last else "no entry"
            yield f"Disclosure {disclosure} stands as {status} after {after}."
        elif not _names(bytes(leaf), (sender, kind, digest)):
            yield f"Entry {entry} does not say what disclosure {disclosure} says."
        elif status != Status.REFUSED and (people, parcels) != (own, entries):
            counted = f"{people} people, parcels of {own}, {parcels} in all, {entries} entries"
            yield f"Disclosure {disclosure} does not add up: {counted}."


def _names(leaf: bytes, expected: tuple[int, str, str]) -> bool:
    try:
        said = json.loads(leaf)
        about = said["about"]
        return bool((said["by"], about["disclosure"], about.get("digest", "")) == expected)
    except (ValueError, LookupError, TypeError, AttributeError):
        return False

"""Rows weighed against the records they may be about: a band each, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from onward.matching.explanation import Explanation, explain_pair, nearest
from onward.matching.links import Band, Links, Pairs, link_candidates
from onward.matching.table import Columns, Table
from onward.people.matching.candidates import Candidates, candidates_of
from onward.people.matching.kept_models import InUse, model_in_use
from onward.people.models import Record

Evidence = list[tuple[str, str, float]]


@dataclass(frozen=True, kw_only=True)
class Person:
    """What a row, or a form, says of somebody, as it is compared."""

    forename: str
    surname: str
    born: str = ""  # ISO
    address: str = ""
    postcode: str = ""
    sex: str = ""


@dataclass(frozen=True, kw_only=True)
class Near:
    """Somebody a row may be about: log2 of the odds, and what they are made of."""

    record_id: UUID
    bits: float
    steps: Evidence = field(default_factory=list)
    shares: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """The answer for one row, the likeliest person first; nobody near has no version."""

    band: Band
    near: tuple[Near, ...] = ()
    version: str = ""


def weigh(
    people: Sequence[Person],
    *,
    among: QuerySet[Record] | None = None,
    most: int = 3,
) -> list[Weighed]:
    """Whom of the organisation's records each of these people is, by the model in use.

    Reads only records that share a key with one of them.
    """
    if not people:
        return []
    asking = asking_table(people)
    found = candidates_of(asking, among=among)
    if not len(found.asks):
        return [Weighed(band=Band.NO_MATCH)] * len(people)
    used = model_in_use()
    links, pairs = link_candidates(asking, found.kept, found.asks, found.rows, used.model)
    return [_weighed(ask, links, pairs, found, used, most) for ask in range(len(people))]


def _weighed(
    ask: int, links: Links, pairs: Pairs, found: Candidates, used: InUse, most: int
) -> Weighed:
    band = Band(links.band[ask])
    if band is Band.NO_MATCH:
        return Weighed(band=band)
    first, *others = nearest(pairs, found.kept, ask, most=most)
    # To whoever is not the likeliest, the likeliest is a rival, unless they are one person twice.
    by_first = 0.0 if links.doubled[ask] else float(np.logaddexp2(0.0, pairs.bits[first]))
    near = [
        _near(first, float(links.taken[ask]), pairs, found),
        *(_near(pair, by_first, pairs, found) for pair in others),
    ]
    if band is Band.ACCEPT and not used.may_accept:
        band = Band.REVIEW
    return Weighed(band=band, near=tuple(near), version=used.version)


def near_of(record_id: UUID, explained: Explanation) -> Near:
    """Somebody near, with the waterfall and the rival explanations as they are kept."""
    return Near(
        record_id=record_id,
        bits=explained.total,
        steps=[(step.what, step.level, round(step.bits, 2)) for step in explained.steps],
        shares={name: round(share, 4) for name, share in explained.shares.items()},
    )


def _near(pair: int, taken: float, pairs: Pairs, found: Candidates) -> Near:
    record = found.records[int(found.kept.handle[pairs.rows[pair]])]
    return near_of(record, explain_pair(pairs, pair, taken=taken))


def asking_table(people: Sequence[Person]) -> Table:
    """The people as they are compared, handled by their places."""
    return Table.of(
        Columns(
            handle=range(len(people)),
            first=[each.forename for each in people],
            last=[each.surname for each in people],
            born=[each.born for each in people],
            address=[each.address for each in people],
            postcode=[each.postcode for each in people],
            sex=[each.sex for each in people],
        )
    )

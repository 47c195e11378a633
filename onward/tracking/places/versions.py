"""Which ward and authority a postcode lies in, by the version that holds on a day."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onward.tenancy.bulk import insert_all
from onward.tenancy.context import acting
from onward.tracking.places.models import Place, PlaceVersion


@dataclass(frozen=True, kw_only=True, order=True)
class Lies:
    """Where one postcode, without its space, lies."""

    postcode_key: str
    ward_code: str
    ward: str
    authority_number: str


@transaction.atomic
def keep_places(
    places: Sequence[Lies], *, holds_from: date, source_id: UUID, at: datetime
) -> PlaceVersion | None:
    """Keep a whole file as the next version; None where it says what the newest one says.

    Earlier versions stay: what was reckoned by them is reckoned again by them.
    """
    told = (tuple(vars(each).values()) for each in sorted(places))
    version = next_version(
        PlaceVersion.Kind.POSTCODES,
        digest=digest_of(told),
        holds_from=holds_from,
        source_id=source_id,
        at=at,
    )
    if version is not None:
        own = version.organisation_id
        insert_all([Place(organisation_id=own, version=version, **vars(p)) for p in places])
    return version


def places_of(postcode_keys: Iterable[str], *, on: date) -> dict[str, Place]:
    """The place of each of these postcodes that the version of this day knows, by postcode."""
    found = Place.objects.filter(version=version_on(on), postcode_key__in=set(postcode_keys))
    return {place.postcode_key: place for place in found}


def next_version(
    kind: PlaceVersion.Kind, *, digest: str, holds_from: date, source_id: UUID, at: datetime
) -> PlaceVersion | None:
    """The version that follows the newest one; None where that says the same."""
    own = PlaceVersion.objects.filter(organisation_id=acting().organisation_id, kind=kind)
    newest = own.order_by("number").last()
    if newest is not None and newest.digest == digest:
        return None
    return PlaceVersion.objects.create(
        organisation_id=acting().organisation_id,
        kind=kind,
        number=newest.number + 1 if newest else 1,
        holds_from=holds_from,
        digest=digest,
        source_id=source_id,
        at=at,
    )


def version_on(
    day: date, *, kind: PlaceVersion.Kind = PlaceVersion.Kind.POSTCODES
) -> PlaceVersion | None:
    """The newest of those that hold on a day."""
    own = PlaceVersion.objects.filter(organisation_id=acting().organisation_id, kind=kind)
    return own.filter(holds_from__lte=day).order_by("holds_from", "number").last()


def digest_of(rows: Iterable[Sequence[str]]) -> str:
    """Of what a file says, in an order that does not hang on the file's."""
    told = hashlib.sha256()
    for row in rows:
        told.update("\x1f".join(row).encode() + b"\x1e")
    return told.hexdigest()

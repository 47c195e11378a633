"""Which ward and authority a postcode lies in, by the version that holds on a day."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

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
    own = PlaceVersion.objects.filter(organisation=acting().organisation_id)
    digest = _digest(places)
    newest = own.order_by("number").last()
    if newest is not None and newest.digest == digest:
        return None
    version = PlaceVersion.objects.create(
        organisation_id=acting().organisation_id,
        number=(own.aggregate(last=Max("number"))["last"] or 0) + 1,
        holds_from=holds_from,
        digest=digest,
        source_id=source_id,
        at=at,
    )
    insert_all(
        [Place(organisation_id=version.organisation_id, version=version, **vars(p)) for p in places]
    )
    return version


def places_of(postcode_keys: Iterable[str], *, on: date) -> dict[str, Place]:
    """The place of each of these postcodes that the version of this day knows, by postcode."""
    found = Place.objects.filter(version=version_on(on), postcode_key__in=set(postcode_keys))
    return {place.postcode_key: place for place in found}


def version_on(day: date) -> PlaceVersion | None:
    """The newest of those that hold on a day."""
    versions = PlaceVersion.objects.filter(
        organisation=acting().organisation_id, holds_from__lte=day
    )
    return versions.order_by("holds_from", "number").last()


def _digest(places: Iterable[Lies]) -> str:
    told = hashlib.sha256()
    for each in sorted(places):
        told.update("\x1f".join(vars(each).values()).encode() + b"\x1e")
    return told.hexdigest()

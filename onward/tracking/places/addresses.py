"""A gazetteer of addresses by version, and whose address it does not have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Func, OuterRef, QuerySet, Value
from django.db.models.functions import Upper

from onward.people.models import Address
from onward.tenancy.bulk import insert_all
from onward.tracking.models import Following
from onward.tracking.places.models import GazetteerAddress, PlaceVersion
from onward.tracking.places.versions import digest_of, next_version, version_on

NOT_IN_A_KEY = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True, kw_only=True, order=True)
class Stands:
    """One address by its unique property reference number; the postcode without its space."""

    unique_number: str
    lines: tuple[str, ...]
    postcode_key: str


@transaction.atomic
def keep_addresses(
    addresses: Sequence[Stands], *, holds_from: date, source_id: UUID, at: datetime
) -> PlaceVersion | None:
    """Keep a whole file as the next version; None where it says what the newest one says."""
    told = ((each.unique_number, *each.lines, each.postcode_key) for each in sorted(addresses))
    version = next_version(
        PlaceVersion.Kind.ADDRESSES,
        digest=digest_of(told),
        holds_from=holds_from,
        source_id=source_id,
        at=at,
    )
    if version is not None:
        insert_all([_row(each, version) for each in addresses])
    return version


def line_key(line: str) -> str:
    """A line of an address as it is compared: letters and digits alone."""
    return NOT_IN_A_KEY.sub("", line.upper())


def strays(*, on: date) -> QuerySet[Address]:
    """Where people live who are followed and whose address the gazetteer of the day lacks.

    An address is there if its first line is, under its postcode. Without a gazetteer there are
    none. Source: 002, privacy assessment, step three, principle three (quality).
    """
    followed = Following.objects.filter(archived_at=None).values("record")
    live = Address.objects.filter(record__in=followed, is_current=True, record__deceased_on=None)
    version = version_on(on, kind=PlaceVersion.Kind.ADDRESSES)
    if version is None:
        return live.none()
    there = GazetteerAddress.objects.filter(
        version=version, postcode_key=OuterRef("postcode_key"), line_key=_first_line_key()
    )
    return live.filter(~Exists(there), lines__len__gt=0)


def _first_line_key() -> Func:
    """`line_key` of an address as the database works it out."""
    marks = Value("[^A-Z0-9]"), Value(""), Value("g")
    return Func(Upper(OuterRef("lines__0")), *marks, function="regexp_replace")


def _row(each: Stands, version: PlaceVersion) -> GazetteerAddress:
    return GazetteerAddress(
        organisation_id=version.organisation_id,
        version=version,
        unique_number=each.unique_number,
        lines=list(each.lines),
        line_key=line_key(each.lines[0]),
        postcode_key=each.postcode_key,
    )

"""A gazetteer of addresses, kept by version."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from onward.tenancy.bulk import insert_all
from onward.tracking.places.models import GazetteerAddress, PlaceVersion
from onward.tracking.places.versions import digest_of, next_version

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


def _row(each: Stands, version: PlaceVersion) -> GazetteerAddress:
    return GazetteerAddress(
        organisation_id=version.organisation_id,
        version=version,
        unique_number=each.unique_number,
        lines=list(each.lines),
        line_key=line_key(each.lines[0]),
        postcode_key=each.postcode_key,
    )

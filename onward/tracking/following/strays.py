"""Whose address the gazetteer lacks, among those who are followed."""

from datetime import date

from django.db.models import Exists, Func, OuterRef, QuerySet, Value
from django.db.models.functions import Upper

from onward.people.models import Address
from onward.tracking.following.models import Following
from onward.tracking.places.models import GazetteerAddress, PlaceVersion
from onward.tracking.places.versions import version_on


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

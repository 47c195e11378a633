"""In which ward of the authority each young person lives, by the file of postcodes of a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Min

from onward.tracking.following.actions import own_service
from onward.tracking.places.models import Place
from onward.tracking.places.versions import places_of, version_on
from onward.tracking.today.standing import Stands

NOT_FOUND, ELSEWHERE = "not-found", "elsewhere"


@dataclass(frozen=True, kw_only=True)
class Ward:
    """One ward of the authority."""

    code: str
    name: str


def own_wards(*, on: date) -> list[Ward]:
    """In the order in which the file of postcodes has them first. Raises NoService."""
    own = own_service().authority_number
    places = Place.objects.filter(version=version_on(on), authority_number=own)
    rows = places.values("ward_code").annotate(name=Max("ward"), first=Min("pk"))
    return [Ward(code=row["ward_code"], name=row["name"]) for row in rows.order_by("first")]


def ward_of(people: Collection[Stands], *, on: date) -> Mapping[UUID, str]:
    """The code of the ward each lives in; ELSEWHERE beyond the authority, NOT_FOUND for none."""
    own = own_service().authority_number
    places = places_of({each.postcode_key for each in people if each.postcode_key}, on=on)
    codes = {
        key: place.ward_code if place.authority_number == own else ELSEWHERE
        for key, place in places.items()
    }
    return {each.record_id: codes.get(each.postcode_key, NOT_FOUND) for each in people}

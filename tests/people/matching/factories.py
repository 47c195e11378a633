"""An organisation that matches, and models that weigh its rows."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from onward.matching.model import Model
from onward.parties.models import Organisation
from onward.people.finding import find
from onward.people.matching.building import build_where_needed
from onward.people.matching.declared import approve, declare
from onward.people.matching.kept_models import approve_model, keep
from onward.people.matching.matches import Row, note_found
from onward.people.models import MatchingModel, Record
from onward.people.sought import Found, Sought
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.matching.fitted import a_small_town
from tests.parties.factories import a_member_of_staff
from tests.times import NOON

AMARA: dict[str, Any] = {
    "forename": "Amara",
    "surname": "Osei",
    "date_of_birth": "2009-02-03",
    "address": ["4 Mill Lane"],
    "postcode": "LE1 1AA",
}


def matching(organisation: Organisation) -> Organisation:
    """The organisation, matching since noon: what it keeps is compared."""
    asks, approves = a_member_of_staff(organisation), a_member_of_staff(organisation)
    with acting_for(organisation.pk, user=AUTOMATIC):
        declaration = declare(is_matched=True, because="To follow them.", by=asks, at=NOON)
        approve(declaration, by=approves, at=NOON)
    build_where_needed(organisation.pk, at=NOON)
    return organisation


def with_a_model(organisation: Organisation, model: Model | None = None) -> MatchingModel:
    """It has approved a model, of a small fictional town unless another is given."""
    who = a_member_of_staff(organisation)
    fitted = replace(model or a_small_town()[3], quality={"recall": 0.96})
    with acting_for(organisation.pk, user=AUTOMATIC):
        kept = keep(fitted, at=NOON)
        approve_model(kept, by=who, at=NOON)
    return kept


def ask_who_is(
    organisation: Organisation, *sought: Sought, landing_id: UUID | None = None
) -> list[Found]:
    """The rows of a file: who each was taken for is kept, or a person asked."""
    with acting_for(organisation.pk, user=AUTOMATIC):
        found = find(sought, among=Record.objects.all())
        rows = [
            Row(number=place, sought=each, found=one)
            for place, (each, one) in enumerate(zip(sought, found, strict=True), start=2)
        ]
        note_found(rows, landing_id=landing_id or uuid4(), at=NOON)
    return found

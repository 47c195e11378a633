"""A model is fitted without labels, measured, and used only once somebody approves it."""

from uuid import uuid4

import pytest

from onward.matching.levels import First
from onward.matching.links import Band
from onward.matching.stored import from_json
from onward.people.facts import NewFact, add_facts
from onward.people.matching.fitting import (
    NotFitted,
    TooFew,
    fit_model,
    learn_from_decisions,
)
from onward.people.matching.kept_models import STARTING, approve_model, model_in_use
from onward.people.matching.weighing import Person, weigh
from onward.people.models import Fact, Match, PersonName, Record
from onward.people.records import open_records
from onward.tenancy.context import AUTOMATIC, acting, acting_for
from tests.bench.matching.tables import columns
from tests.matching.town.lists import a_case
from tests.parties.factories import a_member_of_staff
from tests.times import NOON

pytestmark = pytest.mark.django_db


def a_town(authority) -> list[Person]:
    """A caseload of 600 and a list of 300, both fictional."""
    case = a_case(seed=7, base=600, listed=300)
    with acting_for(authority.pk, user=AUTOMATIC):
        records = open_records(len(case.base), at=NOON)
        rows = columns(case.base)
        add_facts(
            [
                NewFact(
                    record=record, source=Fact.Source.FILE, valid_from=NOON.date(), at=NOON,
                    values={
                        "forename": rows.first[at], "surname": rows.last[at],
                        "date_of_birth": rows.born[at] or None,
                        "address": [rows.address[at]], "postcode": rows.postcode[at],
                    },
                )
                for at, record in enumerate(records)
            ]
        )  # fmt: skip
    said = columns(case.listed)
    return [
        Person(
            forename=said.first[at], surname=said.last[at], born=said.born[at],
            address=said.address[at], postcode=said.postcode[at], sex=said.sex[at],
        )
        for at in range(len(said.first))
    ]  # fmt: skip


def test_a_fitted_model_is_measured_and_accepts_rows_once_it_is_approved(authority):
    people = a_town(authority)
    by = a_member_of_staff(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        kept = fit_model(people, at=NOON)
        assert model_in_use().version == STARTING
        assert {each.band for each in weigh(people)} == {"REVIEW", "NO_MATCH"}

        approve_model(kept, by=by, at=NOON)

        model = from_json(kept.text)
        assert (model.approved_by, model_in_use().version) == (str(by.handle), kept.version)
        bands = [each.band for each in weigh(people)]
    assert 0.4 < model.quality["accepted"] < 0.8
    assert abs(bands.count(Band.ACCEPT) / len(people) - model.quality["accepted"]) < 0.02


def test_a_list_too_short_and_decisions_too_few_fit_nothing(authority):
    nobody = [Person(forename="Amara", surname="Osei")]
    with acting_for(authority.pk, user=AUTOMATIC):
        with pytest.raises(TooFew, match="at least 200 rows"):
            fit_model(nobody, at=NOON)
        with pytest.raises(TooFew, match="at least 50 decisions"):
            learn_from_decisions(nobody, at=NOON)


def decided_same(people: list[Person], records: list[Record]) -> None:
    """A person has said of each of these rows that it is this record's."""
    Match.objects.bulk_create(
        Match(
            organisation_id=acting().organisation_id,
            kind=Match.Kind.ROW, why=Match.Why.ALIKE, digest=f"{place:064}",
            said=vars(person) | {"address": [person.address]}, raised_at=NOON,
            answer=Match.Answer.SAME, chosen=record, answered_by=uuid4(), answered_at=NOON,
        )
        for place, (person, record) in enumerate(zip(people, records, strict=True))
    )  # fmt: skip


def test_what_people_decided_is_learnt_when_asked_and_used_once_it_is_approved(authority):
    people = a_town(authority)
    by = a_member_of_staff(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        approve_model(fit_model(people, at=NOON), by=by, at=NOON)
        before = model_in_use()
        named = PersonName.objects.select_related("record").order_by("pk")[:60]
        # Whoever decided saw the same person under another first name, time and again.
        decided_same(
            [Person(forename="Zebedee", surname=name.surname) for name in named],
            [name.record for name in named],
        )

        kept = learn_from_decisions(people, at=NOON)

        learnt = from_json(kept.text)
        assert learnt.fitted_on["learnt"] == 60
        assert learnt.same["first"][First.OTHER] > before.model.same["first"][First.OTHER]
        assert model_in_use().version == before.version != kept.version


def test_decisions_are_not_added_to_the_guesses_of_the_starting_model(authority):
    people = a_town(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        named = PersonName.objects.select_related("record").order_by("pk")[:50]
        decided_same(people[:50], [name.record for name in named])

        with pytest.raises(NotFitted, match="Fit a model"):
            learn_from_decisions(people, at=NOON)

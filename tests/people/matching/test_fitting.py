"""A model is fitted without labels, measured, and used only once somebody approves it."""

import pytest

from onward.matching.links import Band
from onward.matching.stored import from_json
from onward.people.facts import NewFact, add_facts
from onward.people.matching.fitting import TooFew, fit_model, learn_from_decisions
from onward.people.matching.kept_models import STARTING, approve_model, model_in_use
from onward.people.matching.weighing import Person, weigh
from onward.people.models import Fact
from onward.people.records import open_records
from onward.tenancy.context import AUTOMATIC, acting_for
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

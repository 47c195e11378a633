"""Many young people chosen in the list: their activity looked at, changed, and taken back."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from onward.tenancy.context import AUTOMATIC, acting_for
from onward.tracking.activities.telling import present_activities
from tests.returns.nccis.factories import reporting
from tests.web.client import signed_in
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
BULK = "/tracking/young-people/activity"


@pytest.fixture
def moment():
    return datetime(2025, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(reporting)


@pytest.fixture
def ann(here):
    return signed_in(Client(), here.manager)


@pytest.fixture
def people(here):
    return [here.a_young_person() for _ in range(3)]


def asked(people, **more):
    return {"chosen": [str(each.pk) for each in people], **more}


def codes(here, people):
    with acting_for(here.authority.pk, user=AUTOMATIC):
        return {each.code for each in present_activities(people).values()}


def test_the_list_leads_to_a_form_for_those_chosen(ann, people):
    assert "Change their activity" in said_in(ann.get("/tracking/young-people/"))
    assert "of 3 young people" in said_in(ann.post(BULK, asked(people)))


def test_it_is_looked_at_then_changed_then_taken_back(here, ann, people):
    job = {"code": "330", "started_on": "10 11 2025"}

    looked = said_in(ann.post(BULK, asked(people, look="yes", **job)))
    assert "Employment without training (330), believed until 20 May 2026" in looked
    assert "Change all 3" in looked
    assert codes(here, people) == {"230"}

    done = ann.post(BULK, asked(people, change="yes", **job)).url
    assert codes(here, people) == {"330"}
    assert "records of 3 young people" in said_in(ann.get(done))

    ann.post(f"{done}undo")
    assert codes(here, people) == {"230"}


def test_what_cannot_be_true_is_said_beside_each_name(ann, people):
    tomorrow = {"code": "330", "started_on": "21 11 2025"}

    assert "starts in the future" in said_in(ann.post(BULK, asked(people, look="yes", **tomorrow)))


def test_without_anybody_chosen_it_says_what_to_do(ann):
    assert ann.post(BULK, {}).url == "/tracking/young-people/"

"""Who may open these pages, and what another organisation's ids lead to: nothing, for everyone."""

from uuid import uuid4

import pytest
from django.test import Client

from onward.disclosures.models import Disclosure
from onward.parties.permissions import Role
from onward.people.models import IdentityQuestion
from onward.tenancy.context import acting_for
from tests.journeys.stage import a_stage
from tests.parties.factories import a_member_of_staff
from tests.web.client import signed_in
from tests.web.on_stage import without_secrets

COACH, TEAM = Role.WORK_COACH, Role.REFERRAL_TEAM
BOTH = {COACH, TEAM}
CASEWORK = {
    *(COACH, Role.CASEWORKER, Role.CASE_MANAGER),
    *(Role.TRACKING_ADVISER, Role.TRACKING_MANAGER, Role.DISTRICT_OFFICER),
}
PERSON, REFERRAL = "/coach/people/{record}/", "/coach/referrals/{referral}/"
# By permission: a provider's staff record people and reveal numbers too, each of their own records.
WHO_MAY = {
    "/coach/": BOTH,
    "/coach/people/": BOTH,
    "/coach/people/new": CASEWORK,
    PERSON: BOTH,
    f"{PERSON}national-insurance-number": CASEWORK,
    f"{PERSON}changes/contact": CASEWORK,
    f"{PERSON}discussion": CASEWORK,
    f"{PERSON}consents": CASEWORK,
    f"{PERSON}death": CASEWORK,
    f"{PERSON}kind": CASEWORK,
    f"{PERSON}form-sl2": BOTH,
    "/coach/on-paper/": BOTH,
    "/coach/in-person/": {Role.NOMINATED_OFFICER},
    f"{PERSON}offers/": BOTH,
    f"{PERSON}offers/{{opportunity}}/referral": BOTH,
    f"{PERSON}sharing/{{disclosure}}/": BOTH,
    "/coach/referrals/": BOTH,
    REFERRAL: BOTH,
    f"{REFERRAL}withdrawal": {TEAM},
    "/coach/questions/": CASEWORK,
    "/coach/questions/{question}/": CASEWORK,
}
OF_A_ROW = sorted(path for path in WHO_MAY if "{" in path)


def ids_on(stage):
    record, _twin = stage.a_person(), stage.a_person(forename="Elspeth")
    (referral,) = stage.refer(record)
    with acting_for(stage.department.pk):
        return {
            "record": record.pk,
            "opportunity": stage.opportunity.pk,
            "referral": referral.pk,
            "disclosure": Disclosure.objects.get().pk,
            "question": IdentityQuestion.objects.get().pk,
        }


def two_departments():
    """A stage, what stands on it, and what stands on another department's."""
    stage, other = a_stage(), a_stage()
    return stage, ids_on(stage), ids_on(other)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(two_departments)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def ours(django_db_setup):
    return django_db_setup[1]


@pytest.fixture
def theirs(django_db_setup):
    return django_db_setup[2]


@pytest.mark.parametrize("role", Role)
def test_each_page_opens_to_its_roles_and_to_no_other(stage, ours, role):
    client = signed_in(Client(), a_member_of_staff(stage.department, role))

    answers = {path: client.get(path.format(**ours)).status_code for path in WHO_MAY}

    assert answers == {path: 200 if role in roles else 403 for path, roles in WHO_MAY.items()}


@pytest.mark.parametrize("path", OF_A_ROW)
def test_another_organisations_id_answers_as_one_that_never_was(coach, team, theirs, path):
    never = {name: 10**9 if name == "question" else uuid4() for name in theirs}
    client = team if "withdrawal" in path else coach

    answers = [without_secrets(client.get(path.format(**ids))) for ids in (theirs, never)]

    assert answers[0][0] == 404
    assert answers[0] == answers[1]


@pytest.mark.parametrize("path", [f"{PERSON}offers/{{opportunity}}/referral"])
def test_our_person_cannot_be_referred_to_another_departments_offer(coach, ours, theirs, path):
    mixed = path.format(**ours | {"opportunity": theirs["opportunity"]})

    assert coach.get(mixed).status_code == coach.post(mixed).status_code == 404


def test_a_provider_opens_no_record_of_the_department(stage, ours):
    client = signed_in(Client(), stage.member(Role.CASEWORKER))

    answer = client.get(f"{PERSON}national-insurance-number".format(**ours))

    assert answer.status_code == 404

"""A security plan's reviews: recorded by whom the provider works for; the newest counts."""

import pytest

from onward.agreements.demands import Demand
from onward.ledger.models import Entry
from onward.parties.models import Organisation, SecurityPlan
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.disclosures.factories import an_exchange
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.web.client import signed_in, somebody
from tests.web.on_stage import said_in

pytestmark = pytest.mark.django_db
PAGE = "/commissioner/providers/"
REVIEW = {
    "outcome": "yes",
    "statement": "Commercial file 7",
    "offshore": "NONE",
    "assured_on": "1 5 2017",
    "expires_on": "30 4 2018",
}


@pytest.fixture
def exchange():
    """Its agreement asks for a plan."""
    return an_exchange(demands=[Demand.SECURITY_PLAN], receiver_role="provider")


@pytest.fixture
def manager(client, exchange):
    roles = (Role.CONTRACT_MANAGER, Role.DATA_PROTECTION)
    return signed_in(client, a_member_of_staff(exchange.sender, *roles))


def reviewed(manager, exchange, **changes):
    return manager.post(f"{PAGE}{exchange.recipient.pk}/security-plan", REVIEW | changes)


def test_once_a_review_is_recorded_on_the_page_what_was_refused_goes(manager, exchange):
    """REQ-003-002."""
    before = exchange.give("surname")

    answer = reviewed(manager, exchange)

    assert before.status == "REFUSED"
    assert answer.url == PAGE
    assert exchange.give("surname").status == "PREPARED"


def test_a_refusal_leads_whoever_may_record_a_plan_to_the_page(manager, exchange):
    refused = exchange.give("surname")

    answer = manager.get(f"/governance/disclosures/{refused.pk}/")

    assert "It reviews the plan and records what came of it" in said_in(answer)
    assert f'href="{PAGE}"'.encode() in answer.content.split(b"<main")[1]


def test_the_ledger_tells_both_of_the_review(manager, exchange):
    reviewed(manager, exchange)

    with exchange.receiving():
        entry = Entry.objects.get(kind="security_plan.reviewed")
    assert entry.by_organisation_id == exchange.sender.pk


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({}, "Stands 1 May 2017 - 30 April 2018"),
        ({"expires_on": "1 5 2017", "assured_on": "1 5 2016"}, "Lapsed 1 May 2016 - 1 May 2017"),
        ({"outcome": "no"}, "Not assured 1 May 2017"),
        ({"offshore": "UNKNOWN"}, "Abroad: Nobody has said"),
    ],
)
def test_the_list_says_what_became_of_a_plan(manager, exchange, said, shown):
    reviewed(manager, exchange, **said)

    assert shown in said_in(manager.get(PAGE))


def test_earlier_reviews_stay_with_who_recorded_them(manager, exchange):
    reviewed(manager, exchange, outcome="no")
    reviewed(manager, exchange, statement="Commercial file 8")

    said = said_in(manager.get(f"{PAGE}{exchange.recipient.pk}/security-plan"))

    assert "Not assured" in said
    assert "Commercial file 8 Member" in said


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"assured_on": "3 5 2017"}, "A review cannot bear a day that has not come."),
        ({"expires_on": "1 5 2017"}, "It must run out after the day of the review."),
        ({"statement": " "}, "Where is the ISO/IEC 27001 statement kept?"),
        ({"offshore": ""}, "Is anything held or seen abroad?"),
    ],
)
def test_what_is_no_review_is_refused_and_says_why(manager, exchange, said, why):
    assert why in said_in(reviewed(manager, exchange, **said))
    with acting_for(exchange.sender.pk):
        assert not SecurityPlan.objects.exists()


def test_only_providers_have_a_plan_and_only_managers_record_it(client, exchange):
    school = an_organisation(Organisation.Kind.SCHOOL)
    manager = somebody(Role.CONTRACT_MANAGER, kind=Organisation.Kind.COMMISSIONER)

    assert signed_in(client, manager).get(f"{PAGE}{school.pk}/security-plan").status_code == 404
    signed_in(client, somebody(Role.CASEWORKER))
    assert reviewed(client, exchange).status_code == 403

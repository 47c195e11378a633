"""Claims: what nobody has claimed, claimed in two clicks; what failed, check by check."""

from uuid import uuid4

import pytest

from onward.parties.permissions import Role
from onward.payments.checks import check_all
from onward.payments.models import Claim
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.journeys.stage import a_started_person
from tests.parties.factories import a_member_of_staff
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in, without_secrets
from tests.web.provider.test_caseload import reach

CLAIMS, NEW = "/provider/claims/", "/provider/claims/new"


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_started_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def agreed(stage):
    parties = {
        "commissioner": stage.commissioner,
        "department": stage.department,
        "provider": stage.provider,
    }
    return a_standard_agreement("WFS-CLAIMS", parties=parties)


@pytest.fixture
def outcome(django_db_setup):
    stage, _, started = django_db_setup
    return reach(stage, started)


@pytest.fixture
def claim(manager, stage, agreed, outcome):
    manager.post(NEW, {"chosen": [outcome.pk]})
    with acting_for(stage.provider.pk):
        return Claim.objects.get()


def test_an_outcome_nobody_claimed_stands_with_its_price(manager, outcome):
    said = said_in(manager.get(CLAIMS))

    assert "Ailsa Grant" in said
    assert "Job start 2 May 2017 £500.00" in said


def test_what_is_selected_is_claimed(manager, stage, agreed, outcome):
    page = page_of(manager.get(CLAIMS))
    chosen = page.xpath("//main//input[@name='chosen']/@value")

    answer = manager.post(NEW, {"chosen": chosen}, follow=True)

    assert "1 outcome claimed." in said_in(answer)
    assert "Every outcome that was reached is claimed." in said_in(answer)
    assert "Claimed, to be checked" in said_in(answer)


def test_a_second_press_claims_nothing_more(manager, stage, claim, outcome):
    answer = manager.post(NEW, {"chosen": [outcome.pk]}, follow=True)

    assert "Select the outcomes to claim." in said_in(answer)


def test_every_outcome_can_be_claimed_at_once(manager, stage, agreed, monkeypatch):
    monkeypatch.setattr("onward.web.provider.claims.A_PAGE", 2)
    people = [stage.a_person(forename=f"Ailsa {letter}") for letter in "ABC"]
    for referral in stage.start(*people):
        reach(stage, referral)

    offered = said_in(manager.get(CLAIMS))
    answer = manager.post(NEW, {"every": "on"}, follow=True)

    assert "Select all 3 outcomes" in offered
    assert "3 outcomes claimed." in said_in(answer)


def test_what_cannot_be_claimed_says_why(manager, stage, agreed):
    (started,) = stage.start(stage.a_person())
    other = reach(stage, started, code="unpriced")

    answer = manager.post(NEW, {"chosen": [other.pk]})

    assert "Nothing was claimed" in said_in(answer)
    assert "ask the operations team to set one." in said_in(answer)
    assert page_of(answer).xpath("string(//title)").startswith("Error: ")


def test_without_an_agreement_nothing_is_claimed(manager, stage, outcome):
    assert "Nothing was claimed" in said_in(manager.post(NEW, {"chosen": [outcome.pk]}))


def test_an_unchecked_claim_says_that_it_waits(manager, claim):
    said = said_in(manager.get(f"{CLAIMS}{claim.pk}"))

    assert "The operations team has not checked this claim yet." in said


def test_each_check_of_a_claim_stands_with_what_it_saw(manager, stage, claim):
    with stage.at_work(Role.OPERATIONS) as officer:
        check_all([claim], by=officer, at=NOON)

    said = said_in(manager.get(f"{CLAIMS}{claim.pk}"))

    assert "The person started Passed Start: 2 May 2017" in said
    assert "The provider's bank details are approved Passed Bank details from: 3 April" in said


def test_claims_are_filtered_by_status(manager, claim):
    assert claim.reference in said_in(manager.get(f"{CLAIMS}?status=CLAIMED"))
    assert "There are no such claims." in said_in(manager.get(f"{CLAIMS}?status=PAID"))


def test_without_any_claim_the_page_says_so(manager):
    said = said_in(manager.get(CLAIMS))

    assert "Every outcome that was reached is claimed." in said
    assert "There are no such claims." in said


def test_anothers_claim_looks_like_none(client, claim):
    stranger = signed_in(client, somebody(Role.CASE_MANAGER))

    answer = stranger.get(f"{CLAIMS}{claim.pk}")
    never = stranger.get(f"{CLAIMS}{uuid4()}")

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)


def test_another_party_to_the_claim_has_it_on_pages_of_its_own(client, stage, claim):
    in_operations = a_member_of_staff(stage.department, Role.CASE_MANAGER)

    answer = signed_in(client, in_operations).get(f"{CLAIMS}{claim.pk}")

    assert answer.status_code == 404


def test_a_caseworker_may_not_claim(caseworker, outcome):
    assert caseworker.get(CLAIMS).status_code == 403
    assert caseworker.post(NEW, {"chosen": [outcome.pk]}).status_code == 403


def test_the_list_costs_the_same_however_long(
    manager, stage, agreed, django_assert_max_num_queries
):
    people = [stage.a_person(forename=f"Ailsa {letter}") for letter in "ABCDEFGH"]
    referrals = stage.start(*people)
    for referral in referrals:
        reach(stage, referral)
    manager.post(NEW, {"every": "on"}, follow=True)
    for referral in referrals:
        reach(stage, referral, code="short_13")

    with django_assert_max_num_queries(24):
        manager.get(CLAIMS)

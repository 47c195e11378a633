"""Claims on pages: checked in rounds, each check shown with its words, paid again once rejected."""

from datetime import timedelta
from uuid import uuid4

import pytest

from onward.contracts.models import BankDetails
from onward.formats.finance_result import Status as Answer
from onward.parties.permissions import Role
from onward.payments.models import Claim
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.parties.factories import a_member_of_staff
from tests.payments.factories import (
    a_claim,
    a_price,
    a_released_run,
    answered,
    answers,
    checked,
    passed_claims,
)
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import cost_of, said_in, without_secrets

pytestmark = pytest.mark.django_db
CHECKS = "/finance/checks/"


@pytest.fixture
def operations(client, world):
    return signed_in(client, world.officer)


def a_failed_claim(world):
    """Its provider's bank details begin too late."""
    claim = a_claim(world)
    with acting_for(world.operations.pk):
        BankDetails.objects.update(from_on=NOON.date() + timedelta(days=30))
    return checked(world, claim)[0]


def rejected(world):
    run = a_released_run(world)
    answered(world, run, answers(run, status=Answer.REJECTED))
    with acting_for(world.operations.pk):
        return list(Claim.objects.filter(status=Claim.Status.REJECTED))


def test_nothing_to_check_is_said(operations):
    assert "No claim waits to be checked or mended." in said_in(operations.get(CHECKS))


def test_a_round_checks_all_that_waits_and_says_what_came_of_it(operations, world):
    a_failed_claim(world)
    a_claim(world)

    assert "Check 2 claims" in said_in(operations.get(CHECKS))
    said = said_in(operations.post(f"{CHECKS}rounds", follow=True))

    assert "2 claims checked: 0 passed, 2 failed." in said


def test_the_list_names_the_checks_that_failed(operations, world):
    claim = a_failed_claim(world)

    row = page_of(operations.get(CHECKS)).xpath("//main//tbody/tr")[0]

    assert row.xpath("string(th)").strip() == claim.reference
    assert "The provider's bank details are approved" in row.text_content()


def test_a_claim_shows_each_check_what_it_saw_and_what_to_do(operations, world):
    claim = a_failed_claim(world)

    said = said_in(operations.get(f"/finance/claims/{claim.pk}/"))

    assert "Start: 10 April 2017" in said
    assert "Claimed: £170.00" in said
    assert "Failed2 May 2017 at 12:00pm" in said
    assert "Have the bank details approved by a second person." in said


def test_a_claim_is_taken_at_a_price_that_was_set_later(operations, world):
    claim = a_claim(world)
    with acting_for(world.operations.pk):
        a_price(
            world.contract,
            outcome="job_start",
            pence=18_000,
            by=world.officer,
            from_on=claim.achieved_on,
        )
    checked(world, claim)

    said = said_in(operations.post(f"/finance/claims/{claim.pk}/price", follow=True))

    assert "The claim stands at £180.00." in said


def test_rejected_claims_say_why_and_are_paid_in_another_run(operations, world):
    claims = rejected(world)

    assert said_in(operations.get("/finance/rejected/")).count("AC01") == 2
    answer = operations.post(
        "/finance/rejected/again", {"chosen": [claims[0].pk, "no id"]}, follow=True
    )

    assert "1 claim can be paid in the next run." in said_in(answer)
    with acting_for(world.operations.pk):
        assert Claim.objects.get(pk=claims[0].pk).status == Claim.Status.PASSED


def test_a_claim_that_was_not_rejected_is_not_issued_again(operations, world):
    (claim,) = passed_claims(world, 1)

    answer = operations.post("/finance/rejected/again", {"chosen": [claim.pk]}, follow=True)

    assert "Only a claim that the finance system rejected" in said_in(answer)


def test_the_commissioner_sees_and_does_not_check(client, world):
    a_claim(world)
    officer = signed_in(client, world.finance[0])

    assert page_of(officer.get(CHECKS)).xpath("//main//form") == []
    assert officer.post(f"{CHECKS}rounds").status_code == 403
    assert officer.post("/finance/rejected/again").status_code == 403


def test_a_month_is_reported_once(operations, world):
    a_standard_agreement(
        "WFS-PPVR", parties={"commissioner": world.commissioner, "department": world.operations}
    )
    run = a_released_run(world)
    answered(world, run, answers(run))
    page = "/finance/validation-reports/"
    posted = {"commissioner": world.commissioner.pk, "month": "2017-05-01"}

    said = said_in(operations.post(page, posted, follow=True))
    operations.post(page, posted)

    assert "The report is on its way." in said
    rows = page_of(operations.get(page)).xpath("//main//tbody/tr")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        f"May 2017 {world.commissioner.name} 2 2 May 2017 at 12:00pm On its way"
    ]


def test_without_payments_there_is_no_month_to_report(operations):
    assert "Nothing has been paid yet" in said_in(operations.get("/finance/validation-reports/"))


def test_anothers_claim_looks_like_none(client, world):
    claim = a_claim(world)
    stranger = signed_in(client, somebody(Role.OPERATIONS))

    answer, never = (stranger.get(f"/finance/claims/{pk}/") for pk in (claim.pk, uuid4()))

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)


def test_a_providers_own_claims_are_not_its_finance_pages(client, world):
    claim = a_claim(world)
    theirs = signed_in(client, a_member_of_staff(world.provider, Role.FINANCE_OFFICER))

    assert claim.reference not in said_in(theirs.get(CHECKS))
    assert theirs.get(f"/finance/claims/{claim.pk}/").status_code == 404


def test_only_the_newest_answer_of_a_check_counts(operations, world):
    claim = a_failed_claim(world)
    with acting_for(world.operations.pk):
        BankDetails.objects.update(from_on=claim.achieved_on)
    operations.post(f"{CHECKS}rounds")

    row = page_of(operations.get(CHECKS, {"status": "PASSED"})).xpath("//main//tbody/tr")[0]

    assert row.xpath("string(td[last()])").strip() == ""


def test_the_list_costs_the_same_however_long_it_is(operations, world):
    a_claim(world)
    for_one = cost_of(operations, CHECKS)
    for _ in range(4):
        a_claim(world)

    assert cost_of(operations, CHECKS) == for_one < 50

"""A provider too says who is who where two of its records have one number."""

import pytest

from onward.parties.permissions import Role
from onward.people.models import IdentityQuestion
from onward.tenancy.context import acting_for
from tests.people.factories import a_record
from tests.web.client import page_of, signed_in
from tests.web.coach.browsing import follow, press
from tests.web.on_stage import said_in

HOME = "/provider/"


@pytest.fixture
def twins(stage):
    (started,) = stage.start(stage.a_person())
    with acting_for(stage.provider.pk):
        received = started.received_as
    return received, a_record(stage.provider, surname="Grant", forename="Elspeth", nino="QQ123456C")


def question_of(stage):
    with acting_for(stage.provider.pk):
        return IdentityQuestion.objects.get()


def test_home_leads_to_the_two_records_and_the_answer_is_kept(caseworker, stage, twins):
    """REQ-001-007"""
    listed = follow(caseworker, caseworker.get(HOME), "Two records with one number")
    asked = page_of(listed).xpath("//main//tbody//a/@href")[0]
    page = caseworker.get(asked)

    said = said_in(press(caseworker, page, follow=True, answer="TWO_PEOPLE"))

    assert "National Insurance number •• •• •• •6 C •• •• •• •6 C Yes" in said_in(page)
    assert "The answer is kept. Both records stay as they are." in said
    assert "say who is who" not in said
    assert question_of(stage).answer == IdentityQuestion.Answer.TWO_PEOPLE


def test_it_is_a_task_on_the_page_of_each_of_them(caseworker, twins):
    for record in twins:
        page = caseworker.get(f"/provider/people/{record.pk}")

        assert "Answer who this is" in said_in(page)
        assert "Who is who?" in said_in(follow(caseworker, page, "Answer who this is"))


def test_without_a_question_the_list_says_so(caseworker):
    assert "No two records have one number." in said_in(caseworker.get("/provider/questions/"))


@pytest.mark.parametrize("role", [Role.OPERATIONS, Role.SIGNER])
def test_other_roles_may_not(client, stage, twins, role):
    staff = signed_in(client, stage.member(role))

    assert staff.get("/provider/questions/").status_code == 403
    assert staff.get(f"/provider/questions/{question_of(stage).pk}/").status_code == 403

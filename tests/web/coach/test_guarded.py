"""The pages for cases that do not go the usual way: kind of case, form SL2, the officer's list."""

import pytest
from django.test import Client

from onward.casework.models import ClericalReferral
from onward.disclosures.models import Disclosure, OfficerTask
from onward.parties.permissions import Role
from onward.people.case_kinds import CaseKind, kinds_of, set_kinds
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff
from tests.times import NOON
from tests.web.client import signed_in
from tests.web.coach.browsing import follow, press
from tests.web.on_stage import said_in


@pytest.fixture
def officer(stage):
    staff = a_member_of_staff(stage.department, Role.NOMINATED_OFFICER)
    return signed_in(Client(), staff)


def a_task(stage) -> OfficerTask:
    stage.refer(stage.a_person(case_kind=Record.CaseKind.MAPPA))
    with acting_for(stage.department.pk):
        row = Disclosure.objects.get()
        return OfficerTask.objects.create(
            organisation=stage.department,
            disclosure=row,
            handle=Record.objects.get().handle,
            items=["address"],
            policy="whp 2020-04-01",
            made_at=NOON,
        )


def test_the_kinds_of_a_case_are_ticked_on_a_page_of_their_own(coach, stage):
    record = stage.a_person()
    page = coach.get(f"/coach/people/{record.pk}/")

    page = follow(coach, page, "Change the kind of case")
    said = said_in(press(coach, page, follow=True, kinds=["MAPPA", "SCR"]))

    assert "The kind of case is recorded." in said
    assert "Special customer record" in said
    with acting_for(stage.department.pk):
        assert kinds_of(Record.objects.get()) == {CaseKind.MAPPA, CaseKind.SCR}


def test_where_a_referral_is_refused_a_link_leads_to_form_sl2_and_the_register(coach, stage):
    """REQ-003-013."""
    record = stage.a_person()
    with stage.at_work(Role.WORK_COACH) as staff:
        set_kinds(record, [CaseKind.SCR], by=staff, at=NOON)
    offers = coach.get(f"/coach/people/{record.pk}/offers/")

    page = follow(coach, offers, "Enter that form SL2 was sent by hand")
    said = said_in(
        press(
            coach,
            page,
            follow=True,
            opportunity=str(stage.opportunity.pk),
            on="2 May 2017",
        )
    )

    assert "Form SL2 is number 1 of the register." in said
    assert "Grant" not in said
    with acting_for(stage.department.pk):
        assert ClericalReferral.objects.get().sent_on == NOON.date()


def test_for_anybody_else_the_form_says_to_refer_in_the_usual_way(coach, stage):
    page = coach.get(f"/coach/people/{stage.a_person().pk}/form-sl2")

    answer = press(coach, page, opportunity=str(stage.opportunity.pk), on="2 May 2017")

    assert "Refer this person in the usual way." in said_in(answer)


def test_an_officer_finds_whom_to_talk_about_and_marks_it(officer, stage):
    task = a_task(stage)

    page = officer.get("/coach/in-person/")
    assert "Ailsa Grant" in said_in(page)
    assert "Address" in said_in(page)
    said = said_in(press(officer, page, follow=True))

    assert "Marked as dealt with in person." in said
    assert "Nothing waits for you." in said
    with acting_for(stage.department.pk):
        assert OfficerTask.objects.get(pk=task.pk).done_at == NOON


def test_the_list_is_for_nominated_officers(coach, stage):
    task = a_task(stage)

    assert coach.get("/coach/in-person/").status_code == 403
    assert coach.post(f"/coach/in-person/{task.pk}/completion").status_code == 403

"""A referral in five clicks: found, opened, Refer, an offer chosen, checked and sent."""

from datetime import timedelta

import pytest

from onward.agreements.actions import end
from onward.casework.models import Referral
from onward.contracts.actions import withdraw
from onward.disclosures.models import Disclosure, Parcel
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.facts import present_values
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.people.factories import say
from tests.times import NOON
from tests.web.client import page_of
from tests.web.coach.browsing import follow, form_of, press
from tests.web.on_stage import cost_of, said_in

SEND = "Send referral"


def check_path(stage, record):
    return f"/coach/people/{record.pk}/offers/{stage.opportunity.pk}/referral"


def referrals_of(stage):
    with stage.at_work(Role.WORK_COACH):
        return list(Referral.objects.all())


def given_to_the_provider(stage, record):
    stage.deliver()
    received = stage.received(record)
    with acting_for(stage.provider.pk):
        return present_values(received)


def test_five_clicks_refer_a_person(coach, stage):
    """REQ-000-004"""
    record = stage.a_person()
    answer = coach.get("/coach/people/")

    answer = press(coach, answer, sought="Grant")
    answer = follow(coach, answer, "Ailsa Grant")
    answer = follow(coach, answer, "Refer")
    answer = follow(coach, answer, "Choose")
    answer = press(coach, answer, follow=True)

    (referral,) = referrals_of(stage)
    assert f"Referral on its way{referral.reference}" in said_in(answer).replace(" R-", "R-")
    assert given_to_the_provider(stage, record)["surname"] == "Grant"
    assert "Referral sent" in said_in(coach.get(f"/coach/referrals/{referral.pk}/"))
    with stage.at_work(Role.WORK_COACH) as staff:
        made = Disclosure.objects.get()
        assert (made.on_behalf_of, made.sender) == (stage.commissioner, stage.department)
        assert made.by == staff.handle


def test_the_acts_of_a_referral_are_all_in_the_ledger(coach, stage):
    record = stage.a_person()
    press(coach, coach.get(check_path(stage, record)))

    with stage.at_work(Role.WORK_COACH):
        kinds = Entry.objects.filter(subject=record.handle).values_list("kind", flat=True)
        assert sorted(kinds) == ["disclosure.prepared", "referral.made"]


def test_the_page_says_how_much_goes_to_whom_and_under_what(coach, stage):
    said = said_in(coach.get(check_path(stage, stage.a_person())))

    assert f"This sends 20 items to {stage.provider} under {stage.agreement}" in said
    assert f"on behalf of {stage.commissioner}" in said
    assert "Not held, so not sent Claimant reference number;" in said


def test_each_value_is_shown_as_it_will_be_sent(coach, stage):
    """REQ-004-012, REQ-001-007"""
    answer = coach.get(check_path(stage, stage.a_person()))

    rows = page_of(answer).xpath("//tbody/tr")
    shown = {
        " ".join(row.xpath("string(th)").split()): row.xpath("normalize-space(td[last()])")
        for row in rows
    }
    assert shown["Incident recorded Sensitive"] == "Yes"
    assert shown["National Insurance number"] == "•• •• •• •6 C"
    assert "front desk" not in said_in(answer)
    assert "Date of birth" not in shown


def test_an_item_that_is_unticked_does_not_go(coach, stage):
    """REQ-004-005"""
    record = stage.a_person()
    page = coach.get(check_path(stage, record))
    left = [item for item in form_of(page)["items"] if item not in ("aims", "forename")]

    press(coach, page, items=left)

    given = given_to_the_provider(stage, record)
    assert {"aims", "forename"}.isdisjoint(given)
    assert given["surname"] == "Grant"
    with stage.at_work(Role.WORK_COACH):
        assert "aims" not in Parcel.objects.get().not_held


@pytest.mark.parametrize("moment", [NOON + timedelta(days=200)])
def test_what_was_said_long_ago_is_pointed_out_before_and_after_it_goes(coach, stage, moment):
    record = stage.a_person()
    page = coach.get(check_path(stage, record))
    assert "FK1 1AASaid on 2 May 2017: is it still true?" in said_in(page)

    press(coach, page)

    with stage.at_work(Role.WORK_COACH):
        made = Disclosure.objects.get()
    shared = said_in(coach.get(f"/coach/people/{record.pk}/sharing/{made.pk}/"))
    assert "may no longer be true. It is about:" in shared


def test_what_a_referral_cannot_do_without_may_not_be_unticked(coach, stage):
    """REQ-004-006"""
    page = coach.get(check_path(stage, stage.a_person()))
    left = [item for item in form_of(page)["items"] if item != "surname"]

    answer = press(coach, page, items=left)

    assert "It is about: Last name. Leave it in." in said_in(answer)
    assert page_of(answer).xpath("string(//title)").startswith("Error: ")
    assert referrals_of(stage) == []
    assert "surname" not in form_of(answer)["items"]


def test_without_a_discussion_there_is_no_referral_and_the_page_says_why(coach, stage):
    """REQ-000-003"""
    record = stage.a_person(discussed_on=None)
    page = coach.get(check_path(stage, record))

    answer = press(coach, page)

    for each in (page, answer):
        assert "Discuss it with the person, and record the day" in said_in(each)
    assert SEND not in said_in(page)
    assert referrals_of(stage) == []


def test_the_offers_say_why_not_and_lead_to_what_mends_it(coach, stage):
    """REQ-000-003"""
    record = stage.a_person(notice_version=None)
    offers = coach.get(f"/coach/people/{record.pk}/offers/")

    discussion = follow(coach, offers, "Record the discussion of providers")
    answer = press(coach, discussion, follow=True, notice_version="wfs-2017-04")

    assert "Why not?" in said_in(offers)
    assert "What they would receive: 39 items" in said_in(discussion)
    assert "Why not?" not in said_in(answer)
    with stage.at_work(Role.WORK_COACH):
        held = present_values(record)
    assert (held["discussed_on"], held["notice_version"]) == ("2017-05-02", "wfs-2017-04")


def test_a_discussion_is_not_of_tomorrow(coach, stage):
    record = stage.a_person()
    page = coach.get(f"/coach/people/{record.pk}/discussion")

    answer = press(coach, page, on="3 5 2017", notice_version="wfs-2017-04")

    assert "Day it was discussed must be today or in the past" in said_in(answer)


def test_a_marked_text_is_highlighted_and_must_be_read(coach, stage):
    """REQ-004-016, REQ-004-021"""
    record = stage.a_person(aims="Ask her sister on 0131 496 0777 about the surgery.")
    page = coach.get(check_path(stage, record))

    refused = press(coach, page)
    sent = press(coach, page, texts_read="on")

    assert page_of(page).xpath("//mark/text()") == ["0131 496 0777", "surgery"]
    assert "(looks like a telephone number)" in said_in(page)
    assert "Read the marked texts and tick the box, or leave them out" in said_in(refused)
    assert sent.status_code == 302


def test_a_marked_text_may_be_left_out_instead(coach, stage):
    """REQ-004-016"""
    record = stage.a_person(aims="Ask her sister on 0131 496 0777.")
    page = coach.get(check_path(stage, record))

    press(coach, page, items=[item for item in form_of(page)["items"] if item != "aims"])

    assert "aims" not in given_to_the_provider(stage, record)


def test_what_a_case_withholds_is_said(coach, stage):
    answer = coach.get(check_path(stage, stage.a_person(case_kind=Record.CaseKind.MAPPA)))

    withheld = "Withheld, because of the kind of case Address; Postcode; Telephone number"
    assert withheld in said_in(answer)
    assert "14 Larch Terrace" not in said_in(answer)


def test_a_special_customer_record_follows_the_clerical_route(coach, stage):
    answer = coach.get(check_path(stage, stage.a_person(case_kind=Record.CaseKind.SCR)))

    assert "Follow the clerical route" in said_in(answer)
    assert SEND not in said_in(answer)


def test_a_second_referral_is_answered_before_it_is_asked_for(coach, stage):
    record = stage.a_person()
    stage.refer(record)

    for path in (check_path(stage, record), f"/coach/people/{record.pk}/offers/"):
        assert "This person has a live referral to this programme." in said_in(coach.get(path))


def test_the_same_button_pressed_twice_makes_one_referral(coach, stage):
    page = coach.get(check_path(stage, stage.a_person()))

    press(coach, page)
    again = press(coach, page)

    assert "This person has a live referral" in said_in(again)
    assert len(referrals_of(stage)) == 1


def test_nothing_goes_that_the_page_did_not_show(coach, stage):
    record = stage.a_person()
    page = coach.get(check_path(stage, record))
    with stage.at_work(Role.WORK_COACH):
        say(record, aims="Something else altogether.")

    answer = press(coach, page)

    assert "The record has changed since you opened this page." in said_in(answer)
    assert "Something else altogether." in said_in(answer)
    assert referrals_of(stage) == []


def test_an_agreement_that_has_ended_is_a_reason_and_the_refusal_is_kept(coach, stage):
    record = stage.a_person()
    page = coach.get(check_path(stage, record))
    with stage.at_work(Role.CONTRACT_MANAGER) as staff:
        end(stage.agreement, by=staff, at=NOON)

    answer = press(coach, page)

    assert "The agreement is not in force on this day." in said_in(answer)
    with stage.at_work(Role.WORK_COACH):
        assert Disclosure.objects.get().status == Disclosure.Status.REFUSED
    assert "Refused" in said_in(coach.get(f"/coach/people/{record.pk}/"))


def test_a_referral_refused_at_delivery_says_why(coach, stage):
    record = stage.a_person()
    sent = press(coach, coach.get(check_path(stage, record)))
    with stage.at_work(Role.CONTRACT_MANAGER) as staff:
        end(stage.agreement, by=staff, at=NOON)
    stage.deliver()

    answer = coach.get(sent.headers["Location"])

    assert "was not sent" in said_in(answer)
    assert "The agreement is not in force" in said_in(follow(coach, answer, "Why not?"))


def test_without_offers_the_page_says_how_one_comes(coach, stage):
    with stage.at_work(Role.OPERATIONS) as staff:
        withdraw(stage.opportunity, by=staff, at=NOON)

    answer = coach.get(f"/coach/people/{stage.a_person().pk}/offers/")

    assert "There is nothing to refer to." in said_in(answer)


def test_the_referral_team_refers_too_but_is_not_led_to_change_the_record(team, stage):
    page = team.get(check_path(stage, stage.a_person(discussed_on=None)))

    assert "Why not?" in said_in(page)
    assert not page_of(page).xpath("//main//a[contains(@href, 'discussion')]")


@pytest.mark.parametrize("rest", ["offers/", "offers/{opportunity}/referral"])
def test_the_pages_cost_a_fixed_number_of_queries(coach, stage, rest):
    record = stage.a_person()
    path = f"/coach/people/{record.pk}/{rest.format(opportunity=stage.opportunity.pk)}"

    assert cost_of(coach, path) <= 60

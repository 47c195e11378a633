"""One person's page: what is held and whence, what is to do, what was shared, what happened."""

import pytest

from onward.acts.deaths import tell_of_death
from onward.parties.permissions import Role
from onward.people.models import Look, Record
from onward.people.records import open_record
from tests.people.factories import say
from tests.times import NOON
from tests.web.client import page_of
from tests.web.coach.browsing import press
from tests.web.on_stage import cost_of, said_in


def path(record, rest=""):
    return f"/coach/people/{record.pk}/{rest}"


def looks_at(stage, record):
    with stage.at_work(Role.WORK_COACH):
        return list(Look.objects.filter(handle=record.handle).values_list("what", "reason"))


def test_each_value_says_where_it_comes_from(coach, stage):
    record = stage.a_person()
    with stage.at_work(Role.WORK_COACH) as staff:
        say(record, by=staff, postcode="FK2 7AB")

    said = said_in(coach.get(path(record)))

    assert f"FK2 7AB Entered by staff, {staff.name}, 2 May 2017" in said


def test_opening_the_page_is_noted(coach, stage):
    record = stage.a_person()

    coach.get(path(record))

    assert looks_at(stage, record) == [(Look.What.RECORD, "")]


def test_the_title_of_the_page_names_nobody(coach, stage):
    page = page_of(coach.get(path(stage.a_person())))

    assert page.xpath("string(//title)") == "A person's record - Onward"


def test_the_number_is_masked_until_somebody_says_why(coach, stage):
    """REQ-001-007"""
    record = stage.a_person()

    shown = coach.get(path(record))
    asked = coach.get(path(record, "national-insurance-number"))
    refused = press(coach, asked, reason=" ")
    revealed = press(coach, asked, reason="To ring the tax office")

    assert "•• •• •• •6 C" in said_in(shown)
    for page in (shown, asked, refused):
        assert "QQ" not in said_in(page)
    assert "QQ 12 34 56 C" in said_in(revealed)
    reasons = [reason for what, reason in looks_at(stage, record) if what == Look.What.NINO]
    assert reasons == ["To ring the tax office"]


def test_an_empty_record_says_so(coach, stage):
    with stage.at_work(Role.WORK_COACH):
        record = open_record(at=NOON, by=None)

    said = said_in(coach.get(path(record)))

    assert "No name recorded" in said
    assert said.count("Nothing is recorded.") == 5
    assert "Nothing was shared about this person." in said


def statuses(response):
    """The status of each task, by its title."""
    items = page_of(response).xpath("//ul[contains(@class, 'govuk-task-list')]/li")
    return {
        item.xpath("normalize-space(.//a | .//div/div)"): item.xpath(
            "normalize-space(div[contains(@class, '__status')])"
        )
        for item in items
    }


def test_the_tasks_say_what_a_referral_still_needs(coach, stage):
    """REQ-000-003, REQ-004-006"""
    record = stage.a_person(nino=None, discussed_on=None)

    assert statuses(coach.get(path(record))) == {
        "Record who the person is": "Not yet started",
        "Discuss the choice of providers, and what each would receive": "Not yet started",
        "Refer to a provider": "Not yet started",
    }


def test_the_tasks_are_completed_by_a_referral(coach, stage):
    record = stage.a_person()
    stage.refer(record)

    assert set(statuses(coach.get(path(record))).values()) == {"Completed"}


def test_the_shared_row_and_what_was_given_are_on_the_page(coach, stage):
    """REQ-000-004"""
    record = stage.a_person()
    (referral,) = stage.refer(record)

    said = said_in(coach.get(path(record)))

    row = f"{referral.reference} {stage.provider} {stage.commissioner} Referred 2 May 2017"
    assert row in said
    assert f"{stage.department} {stage.provider} 20 Sent" in said
    assert f"Referral: what the provider is given, to {stage.provider}" in said


def test_the_story_tells_of_moves_that_others_made(coach, stage):
    record = stage.a_person()
    stage.start(record)

    said = said_in(coach.get(path(record)))

    assert f"Referral acknowledged 2 May 2017 at 12:00pm, {stage.provider}" in said
    assert f"Start recorded 2 May 2017 at 12:00pm, {stage.provider}" in said


def test_nobody_is_led_to_contact_someone_who_has_died(coach, stage):
    record = stage.a_person()
    with stage.at_work(Role.WORK_COACH) as staff:
        tell_of_death(Record.objects.get(pk=record.pk), on=NOON.date(), by=staff, at=NOON)

    page = page_of(coach.get(path(record)))

    assert "This person died on 2 May 2017." in page.xpath("string(//main)")
    assert not page.xpath("//main//a[contains(@href, 'offers') or contains(@href, 'changes')]")


@pytest.mark.parametrize("rest", ["offers/", "changes/contact", "discussion", "consents", "death"])
def test_nothing_is_done_for_someone_who_has_died(coach, stage, rest):
    record = stage.a_person()
    with stage.at_work(Role.WORK_COACH) as staff:
        tell_of_death(Record.objects.get(pk=record.pk), on=NOON.date(), by=staff, at=NOON)

    assert coach.get(path(record, rest)).status_code == 404


def test_the_referral_team_is_not_led_to_what_it_may_not_do(team, stage):
    page = page_of(team.get(path(stage.a_person())))

    links = page.xpath("//main//a/@href")
    assert not [link for link in links if "changes" in link or "consents" in link]


def test_the_page_costs_the_same_however_much_has_happened(coach, stage):
    quiet, busy = stage.a_person(), stage.a_person(nino="QQ654321A")
    stage.start(busy)
    with stage.at_work(Role.WORK_COACH) as staff:
        for number in range(5):
            say(busy, by=staff, claim_cycle=str(number))

    assert cost_of(coach, path(busy)) <= cost_of(coach, path(quiet)) + 3
    assert cost_of(coach, path(busy)) <= 40

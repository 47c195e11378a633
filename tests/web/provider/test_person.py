"""The page about one person: who, what is held and from where, tasks, what happened, sharing."""

from datetime import timedelta
from uuid import uuid4

import pytest

from onward.acts.deaths import tell_of_death
from onward.casework.referrals import ask_cancellation
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.people.models import Look, Record
from onward.people.records import restrict
from onward.tenancy.context import acting_for
from tests.casework.factories import CANCELLATION
from tests.journeys.stage import USUAL, a_referred_person
from tests.parties.factories import an_organisation
from tests.people.factories import a_record, say
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in, without_secrets

NUMBER = "/national-insurance-number"


def page(record, part=""):
    return f"/provider/people/{record.pk}{part}"


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_referred_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def received(django_db_setup):
    stage, record, _ = django_db_setup
    return stage.received(record)


def rows_of(response):
    """Every row of every table: its header and its cells."""
    rows = page_of(response).xpath("//main//tbody/tr")
    return {
        row.xpath("normalize-space(th)"): [cell.text_content().strip() for cell in row.xpath("td")]
        for row in rows
    }


def tasks_in(response):
    """Each task and the words of its status."""
    lines = page_of(response).xpath("//li[contains(@class, 'govuk-task-list__item')]")
    return {
        line.xpath("normalize-space(div[1]/*[1])"): line.xpath("normalize-space(div[2])")
        for line in lines
    }


def test_the_bar_says_who_it_is_with_the_number_masked(caseworker, received):
    """REQ-001-007"""
    answer = caseworker.get(page(received))

    bar = " ".join(page_of(answer).xpath("string(//*[@class='onward-identity'])").split())
    assert bar.startswith("Ms Ailsa Grant National Insurance number •• •• •• •6 C")
    assert "Postcode FK1 1AA" in bar
    assert b"QQ123456C" not in answer.content


def test_no_date_of_birth_is_there_until_the_provider_records_its_own(caseworker, stage, received):
    assert "Date of birth" not in rows_of(caseworker.get(page(received)))

    with stage.at_work(Role.CASEWORKER) as staff:
        say(received, by=staff, date_of_birth="1988-02-29")

    held = rows_of(caseworker.get(page(received)))["Date of birth"]
    assert held == ["29 February 1988", f"Entered by {staff.name}, 2 May 2017"]


def test_every_value_says_where_it_is_from(caseworker, stage, received):
    rows = rows_of(caseworker.get(page(received)))

    origin = f"From the referral by {stage.department.name}, 2 May 2017"
    assert rows["Last name"] == ["Grant", origin]
    assert rows["Incident recorded"] == ["Yes", origin]


def test_the_title_holds_no_name(caseworker, received):
    title = page_of(caseworker.get(page(received))).xpath("string(//title)")

    assert not {"Ailsa", "Grant"} & set(title.split())


def test_opening_the_page_is_a_look(caseworker, stage, received):
    caseworker.get(page(received))

    with acting_for(stage.provider.pk):
        assert [look.what for look in Look.objects.filter(handle=received.handle)] == ["RECORD"]


def test_tasks_of_a_new_referral_wait_for_the_reply(caseworker, received):
    tasks = tasks_in(caseworker.get(page(received)))

    assert tasks["Acknowledge the referral"] == "Not yet started"
    assert tasks["Record the start"] == "Cannot start yet"
    assert tasks["Record the exit"] == "Cannot start yet"


def test_tasks_of_a_started_case_have_come_further(caseworker, stage):
    record = stage.a_person()
    stage.start(record)

    tasks = tasks_in(caseworker.get(page(stage.received(record))))

    assert tasks["Acknowledge the referral"] == "Completed"
    assert tasks["Record the start"] == "Completed"
    assert tasks["Record a job"] == "Not yet started"
    assert tasks["Send the leavers plan"] == "Cannot start yet"


@pytest.mark.parametrize("moment", [NOON + timedelta(days=9)])
def test_an_overdue_reply_is_a_problem(caseworker, received, moment):
    answer = caseworker.get(page(received))

    assert tasks_in(answer)["Acknowledge the referral"] == "There is a problem"
    assert "5 working days overdue, was due Thursday 4 May 2017" in said_in(answer)


def test_the_timeline_has_the_newest_first(caseworker, stage):
    record = stage.a_person()
    stage.start(record)

    events = page_of(caseworker.get(page(stage.received(record)))).xpath(
        "//*[@class='onward-timeline__title']/text()"
    )

    assert events[:3] == ["Start recorded", "Referral acknowledged", "Referred"]
    assert f"Received from {stage.department.name}" in events


def test_only_what_the_case_allows_is_offered(caseworker, stage):
    record = stage.a_person()
    stage.start(record)

    links = page_of(caseworker.get(page(stage.received(record)))).xpath("//main//ul//a/text()")

    assert "Record the exit" in links
    assert "Record a job" in links
    assert not {"Reject the referral", "Ask for cancellation", "Record the start"} & set(links)


def test_a_cancellation_is_asked_for_once(caseworker, stage, received):
    (referral,) = stage.refer(stage.a_person(forename="Morag"))
    with stage.at_work(Role.CASEWORKER) as staff:
        ask_cancellation(referral, reason=CANCELLATION, by=staff, at=NOON)

    assert "Ask for cancellation" not in said_in(
        caseworker.get(f"/provider/people/{referral.received_as_id}")
    )


def test_a_record_of_ones_own_without_referral_has_a_page(caseworker, stage):
    record = a_record(stage.provider, surname="Reid")

    answer = caseworker.get(page(record))

    assert "This person has not been referred to you." in said_in(answer)


def test_an_empty_record_says_so(caseworker, stage):
    answer = caseworker.get(page(a_record(stage.provider)))

    assert "Nothing is held about this person." in said_in(answer)


def test_of_someone_who_has_died_the_page_warns(caseworker, stage, received):
    with stage.at_work(Role.CASEWORKER) as staff:
        tell_of_death(received, on=NOON.date(), by=staff, at=NOON)

    assert "This person died on 2 May 2017. Do not contact them." in said_in(
        caseworker.get(page(received))
    )


@pytest.mark.parametrize("part", ["", "/sharing", NUMBER, "/consents", "/death"])
def test_anothers_record_looks_like_none(client, stage, received, part):
    stranger = signed_in(client, somebody(Role.CASE_MANAGER))

    answer = stranger.get(page(received, part))
    never = stranger.get(f"/provider/people/{uuid4()}{part}")

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)


def test_a_record_restricted_to_others_looks_like_none(caseworker, stage, received):
    with stage.at_work(Role.CASE_MANAGER) as colleague:
        restrict(received, to=[colleague], by=colleague, at=NOON)

    answer = caseworker.get(page(received))

    assert without_secrets(answer) == without_secrets(caseworker.get(page(Record())))


@pytest.mark.parametrize("role", [Role.WORK_COACH, Role.OPERATIONS, Role.SIGNER])
def test_other_roles_may_not_open_it(client, stage, received, role):
    assert signed_in(client, stage.member(role)).get(page(received)).status_code == 403


def test_the_whole_number_is_shown_for_a_reason_which_is_kept(caseworker, stage, received):
    """REQ-001-007"""
    asked = caseworker.get(page(received, NUMBER))
    without = caseworker.post(page(received, NUMBER), {"reason": " "})
    shown = caseworker.post(page(received, NUMBER), {"reason": "To call the bank with them"})

    assert b"QQ 12 34 56 C" not in asked.content + without.content
    assert "Error: " in page_of(without).xpath("string(//title)")
    assert "QQ 12 34 56 C" in said_in(shown)
    with acting_for(stage.provider.pk):
        looks = Look.objects.filter(handle=received.handle, what="NINO")
        assert [look.reason for look in looks] == ["To call the bank with them"]


def test_sharing_lists_what_was_given_and_received(caseworker, stage, received):
    said = said_in(caseworker.get(page(received, "/sharing")))

    assert "Referral: what the provider is given" in said
    assert f"From {stage.department.name}" in said
    assert "National Insurance number" in said


def test_sharing_of_an_own_record_is_empty(caseworker, stage):
    record = a_record(stage.provider, surname="Reid")

    assert "Nothing was shared about this person." in said_in(
        caseworker.get(page(record, "/sharing"))
    )


def test_a_page_costs_the_same_for_a_long_story(caseworker, stage, django_assert_max_num_queries):
    record = stage.a_person()
    stage.start(record)
    received = stage.received(record)
    with stage.at_work(Role.CASEWORKER) as staff:
        for number in range(12):
            say(received, by=staff, at=NOON, telephone=f"0131 496 {number:04}")

    with django_assert_max_num_queries(34):
        answer = caseworker.get(page(received))

    assert len(USUAL) > 10
    assert rows_of(answer)["Telephone number"][0] == "0131 496 0011"


def test_search_finds_by_post_and_leads_to_the_page(caseworker, received):
    found = caseworker.post("/provider/people/", {"sought": "grant"})

    assert page_of(found).xpath("//main//tbody//a/@href") == [page(received)]
    assert "Grant" not in str(found.request["QUERY_STRING"])


def test_nobody_found_says_what_to_try(caseworker):
    assert "Nobody was found." in said_in(
        caseworker.post("/provider/people/", {"sought": "nobody"})
    )


def test_an_empty_search_is_a_problem_with_a_remedy(caseworker):
    assert "Enter what you know about the person" in said_in(
        caseworker.post("/provider/people/", {"sought": " "})
    )


def test_a_caseworker_is_warned_before_contact_where_no_notice_was_given(caseworker, received):
    """REQ-001-010."""
    caseworker.post(
        page(received, "/introductions"),
        {
            "introduced_by": an_organisation(Organisation.Kind.REFERRAL_ORGANISATION).pk,
            "on": "1 5 2017",
            "items": ["surname"],
            "basis": "dpa1998-sch2-5c",
        },
    )

    assert "Give it at or before the first contact" in said_in(caseworker.get(page(received)))

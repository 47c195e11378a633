"""What the provider records itself: details, consents, a death, the leavers plan."""

from datetime import UTC, datetime, timedelta

import pytest

from onward.disclosures.models import Disclosure
from onward.parties.permissions import Role
from onward.people.consents import consents_of
from onward.people.facts import present_values
from onward.people.models import Look, Record
from onward.tenancy.context import acting_for
from tests.journeys.stage import a_started_person
from tests.times import NOON
from tests.web.client import page_of, signed_in
from tests.web.on_stage import said_in
from tests.web.provider.test_caseload import leave

PLAN = {"summary": "She baked for six weeks.", "next_steps": "A course in pastry."}
NUMBER = "national-insurance-number"
SAID = {
    "scope": "consent_leavers_plan",
    "decision": "given",
    "wording": "wfs-2017-04",
    "on": "2 5 2017",
}


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_started_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def referral(django_db_setup):
    return django_db_setup[2]


def held(stage, referral):
    with acting_for(stage.provider.pk):
        return present_values(Record.objects.get(pk=referral.received_as_id))


def standing(stage, referral):
    with acting_for(stage.provider.pk):
        record = Record.objects.get(pk=referral.received_as_id)
        return consents_of([record], on=NOON.date())[record.pk].standing


def about(referral, part):
    return f"/provider/people/{referral.received_as_id}/{part}"


def filled_in(page, **changes):
    """What a browser would post: the form as it stands, with changes."""
    form = page.xpath("//main//form")[0]
    return {name: value or "" for name, value in form.form_values()} | changes


def test_a_date_of_birth_of_ones_own_is_recorded(caseworker, stage, referral):
    page = page_of(caseworker.get(about(referral, "changes/identity")))

    caseworker.post(about(referral, "changes/identity"), filled_in(page, date_of_birth="29 2 1988"))

    assert held(stage, referral)["date_of_birth"] == "1988-02-29"
    assert held(stage, referral)["nino"] == "QQ123456C"


def test_what_is_emptied_is_no_longer_held(caseworker, stage, referral):
    page = page_of(caseworker.get(about(referral, "changes/contact")))

    caseworker.post(about(referral, "changes/contact"), filled_in(page, telephone=""))

    assert "telephone" not in held(stage, referral)


def test_nothing_changed_adds_nothing(caseworker, referral):
    page = page_of(caseworker.get(about(referral, "changes/contact")))

    answer = caseworker.post(about(referral, "changes/contact"), filled_in(page), follow=True)

    assert "Nothing was changed." in said_in(answer)


def test_a_wrong_value_says_what_is_right(caseworker, referral):
    page = page_of(caseworker.get(about(referral, "changes/contact")))

    answer = caseworker.post(
        about(referral, "changes/contact"), filled_in(page, postcode="not one")
    )

    assert "Postcode: " in said_in(answer)


def test_other_sections_are_not_there(caseworker, referral):
    assert caseworker.get(about(referral, "changes/circumstances")).status_code == 404


@pytest.mark.parametrize(("decision", "stands"), [("given", True), ("refused", False)])
def test_what_the_person_says_is_recorded(caseworker, stage, referral, decision, stands):
    caseworker.post(about(referral, "consents"), SAID | {"decision": decision})

    assert ("consent_leavers_plan" in standing(stage, referral)) == stands


def test_a_consent_is_taken_back(caseworker, stage, referral):
    caseworker.post(about(referral, "consents"), SAID)
    answer = caseworker.post(
        about(referral, "consents"), SAID | {"decision": "withdrawn", "wording": ""}, follow=True
    )

    assert "taken back on 2 May 2017" in said_in(answer)
    assert not standing(stage, referral)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"decision": "withdrawn"}, "There is no consent that could be withdrawn on this day."),
        ({"wording": ""}, "Enter the version of the wording they were given"),
        ({"wording": "no good!"}, "only letters, digits and hyphens"),
        ({"on": "3 5 2017"}, "Day they said it must be today or in the past"),
        ({"scope": ""}, "Answer the question: What is it about?"),
    ],
)
def test_a_wrong_consent_says_what_is_right(caseworker, referral, changed, words):
    assert words in said_in(caseworker.post(about(referral, "consents"), SAID | changed))


def test_a_plan_goes_on_its_way_with_consent(caseworker, stage, referral):
    """REQ-000-006"""
    leave(stage, referral, consents=True)

    answer = caseworker.post(f"/provider/referrals/{referral.pk}/leavers-plan", PLAN, follow=True)

    assert "The leavers plan is on its way to the work coach." in said_in(answer)
    assert "Leavers plan to" in said_in(answer)
    with acting_for(stage.provider.pk):
        assert Disclosure.objects.get(kind="leavers-plan").status == "PREPARED"


@pytest.mark.parametrize("moment", [datetime(2017, 5, 2, 23, 30, tzinfo=UTC)])
def test_a_plan_of_the_day_of_the_exit_counts_though_it_is_after_midnight_in_london(
    caseworker, stage, referral, moment
):
    url = f"/provider/referrals/{referral.pk}"
    caseworker.post(about(referral, "consents"), SAID)
    caseworker.post(f"{url}/exit", {"on": "3 5 2017", "reason": "WITHDREW"})

    caseworker.post(f"{url}/leavers-plan", PLAN)

    page = caseworker.get(about(referral, "")[:-1])
    assert "Send the leavers plan On its way Started" in said_in(page)


def test_without_consent_nothing_is_written(caseworker, stage, referral):
    """REQ-000-006"""
    leave(stage, referral, consents=False)

    answer = caseworker.post(f"/provider/referrals/{referral.pk}/leavers-plan", PLAN)

    assert "The person has not consented to a leavers plan" in said_in(answer)
    assert "leavers_plan_summary" not in held(stage, referral)
    assert "A course in pastry." in page_of(answer).xpath("string(//textarea[@name='next_steps'])")


@pytest.mark.parametrize("moment", [NOON + timedelta(days=11)])
def test_a_late_plan_goes_marked(caseworker, stage, referral, moment):
    """REQ-000-006"""
    leave(stage, referral, consents=True)

    answer = caseworker.post(f"/provider/referrals/{referral.pk}/leavers-plan", PLAN, follow=True)

    assert "It was sent after the last day for it, and is marked late." in said_in(answer)


def read_in(shown):
    """The tick, and the texts that it is for."""
    return {"texts_read": "on", "shown": page_of(shown).xpath("//input[@name='shown']/@value")[0]}


def test_a_text_that_gives_too_much_away_is_read_again_first(caseworker, stage, referral):
    """REQ-004-016"""
    leave(stage, referral, consents=True)
    url, telling = (
        f"/provider/referrals/{referral.pk}/leavers-plan",
        PLAN | {"summary": "Her sister is on 0131 496 0199."},
    )

    held_up = caseworker.post(url, telling)
    sent = said_in(caseworker.post(url, telling | read_in(held_up), follow=True))

    assert "0131 496 0199 (looks like a telephone number)" in said_in(held_up)
    assert "ring or write to somebody who never agreed" in said_in(held_up)
    assert "on its way" in sent


def test_a_tick_counts_for_the_texts_that_were_shown_and_no_others(caseworker, stage, referral):
    """A2"""
    leave(stage, referral, consents=True)
    url = f"/provider/referrals/{referral.pk}/leavers-plan"
    shown = caseworker.post(url, PLAN | {"summary": "Her sister is on 0131 496 0199."})

    changed = PLAN | {"summary": "Her number is QQ 12 34 56 C."} | read_in(shown)
    held_up = said_in(caseworker.post(url, changed))

    assert "QQ 12 34 56 C (looks like a National Insurance number)" in held_up
    assert "on its way" not in held_up


def test_a_death_is_told_once_and_hides_the_record(caseworker, stage, referral):
    """REQ-000-007"""
    url = about(referral, "death")

    answer = caseworker.post(url, {"on": "1 5 2017", "sure": "on"}, follow=True)
    found = caseworker.post("/provider/people/", {"sought": "Grant"})

    assert f"Word of it is on its way to {stage.department.name}." in said_in(answer)
    assert "Nobody was found." in said_in(found)
    with acting_for(stage.provider.pk):
        assert Disclosure.objects.filter(kind="death").count() == 1


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"on": "1 5 2017"}, "Tick the box to go on: I am sure that this person has died"),
        ({"on": "3 5 2017", "sure": "on"}, "Date of death must be today or in the past"),
    ],
)
def test_a_death_is_not_recorded_by_accident(caseworker, stage, referral, posted, words):
    assert words in said_in(caseworker.post(about(referral, "death"), posted))
    with acting_for(stage.provider.pk):
        assert Record.objects.get(pk=referral.received_as_id).deceased_on is None


PARTS = ("changes/contact", "consents", "death", NUMBER)


def test_of_someone_who_has_died_nothing_is_to_be_recorded_or_revealed(caseworker, stage, referral):
    caseworker.post(about(referral, "death"), {"on": "1 5 2017", "sure": "on"})

    page = page_of(caseworker.get(about(referral, "")[:-1]))

    assert {caseworker.get(about(referral, part)).status_code for part in PARTS} == {404}
    assert [link for link in page.xpath("//main//a/@href") if link.endswith(PARTS)] == []


def test_a_page_that_shows_whom_a_referral_is_about_is_a_look(caseworker, stage, referral):
    for path in (f"/provider/referrals/{referral.pk}/exit", about(referral, "consents")):
        caseworker.get(path)

    with acting_for(stage.provider.pk):
        assert Look.objects.filter(what=Look.What.RECORD).count() == 2


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", [Role.REFERRAL_TEAM, Role.OPERATIONS])
def test_other_roles_may_not(client, stage, referral, part, role):
    answer = signed_in(client, stage.member(role)).post(about(referral, part), {})

    assert answer.status_code == 403

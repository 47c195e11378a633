"""What is done to one referral from its person's page, and each refusal in words."""

from uuid import uuid4

import pytest

from onward.casework.models import Status
from onward.casework.referrals import acknowledge, withdraw
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.models import Record
from onward.tenancy.context import acting_for
from tests.casework.factories import WITHDRAWAL
from tests.journeys.stage import a_referred_person
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in, without_secrets

ACTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("rejection", {"reason": "DUPLICATE"}),
    ("cancellation", {"reason": "JOB_BEFORE_START"}),
    ("non-start", {}),
    ("start", {"on": "2 5 2017"}),
    ("exit", {"on": "2 5 2017", "reason": "WITHDREW"}),
    ("deletion", {}),
    ("leavers-plan", {"summary": "Baked.", "next_steps": "More baking."}),
)


def to(referral, act):
    return f"/provider/referrals/{referral.pk}/{act}"


def now_of(stage, referral):
    return stage.seen_by(stage.provider, [referral.pk])[0]


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_referred_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def referral(django_db_setup):
    return django_db_setup[2]


@pytest.fixture
def taken(stage, referral):
    with stage.at_work(Role.CASEWORKER) as staff:
        return acknowledge(referral, by=staff, at=NOON)


def test_one_press_acknowledges(caseworker, stage, referral):
    answer = caseworker.post(to(referral, "acknowledgement"), follow=True)

    assert "Referral acknowledged." in said_in(answer)
    assert now_of(stage, referral).status == Status.ACKNOWLEDGED


def test_a_second_press_changes_nothing_and_says_so(caseworker, referral):
    caseworker.post(to(referral, "acknowledgement"))

    answer = caseworker.post(to(referral, "acknowledgement"), follow=True)

    assert "This referral has already been acknowledged." in said_in(answer)


def test_a_rejection_has_a_reason_of_the_list(caseworker, stage, referral):
    caseworker.post(to(referral, "rejection"), {"reason": "DUPLICATE"})

    rejected = now_of(stage, referral)
    assert (rejected.status, rejected.rejection_reason) == (Status.REJECTED, "DUPLICATE")


@pytest.mark.parametrize("act", ["rejection", "cancellation", "exit"])
def test_without_a_reason_the_form_says_so(caseworker, referral, act):
    answer = caseworker.post(to(referral, act), {})

    assert "Select the reason" in said_in(answer)
    assert page_of(answer).xpath("string(//title)").startswith("Error: ")


def test_cancellation_waits_for_the_commissioner(caseworker, stage, taken):
    answer = caseworker.post(to(taken, "cancellation"), {"reason": "IN_WORK_BEFORE"}, follow=True)

    assert "The commissioner decides it." in said_in(answer)
    assert now_of(stage, taken).cancellation_reason == "IN_WORK_BEFORE"
    assert now_of(stage, taken).status == Status.ACKNOWLEDGED


def test_who_did_not_start_is_closed(caseworker, stage, taken):
    caseworker.post(to(taken, "non-start"))

    assert now_of(stage, taken).status == Status.DID_NOT_START


def test_the_form_of_a_start_stands_at_today(caseworker, taken):
    form = page_of(caseworker.get(to(taken, "start")))

    assert form.xpath("//input[@name='on']/@value") == ["02 05 2017"]


def test_a_start_is_recorded_with_its_day_and_its_entry(caseworker, stage, taken):
    caseworker.post(to(taken, "start"), {"on": "2 5 2017"})

    assert now_of(stage, taken).started_on == NOON.date()
    with acting_for(stage.provider.pk):
        kinds = Entry.objects.filter(about_id=taken.pk).values_list("kind", flat=True)
        assert "referral.started" in kinds


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("1 5 2017", "Start date must be the same as or after the referral date, 2 May 2017."),
        ("3 5 2017", "Start date must be today or in the past."),
        ("31 4 2017", "Date the person started must be a real date, like 27 3 2017"),
        ("", "Enter the date the person started"),
    ],
)
def test_a_wrong_start_says_what_is_right_and_keeps_what_was_typed(caseworker, taken, on, words):
    answer = caseworker.post(to(taken, "start"), {"on": on})

    assert words in said_in(answer)
    assert "".join(page_of(answer).xpath("//input[@name='on']/@value")) == on


def test_an_exit_has_its_day_and_reason(caseworker, stage):
    (started,) = stage.start(stage.a_person())

    caseworker.post(to(started, "exit"), {"on": "2 5 2017", "reason": "WITHDREW"})

    ended = now_of(stage, started)
    assert (ended.status, ended.end_reason) == (Status.ENDED, "WITHDREW")


def test_a_start_before_the_reply_is_refused_in_the_domains_words(caseworker, referral):
    answer = caseworker.post(to(referral, "start"), {"on": "2 5 2017"})

    assert "The provider must acknowledge it first." in said_in(answer)


def test_what_was_given_by_mistake_is_erased_when_deletion_is_confirmed(
    caseworker, stage, referral
):
    """REQ-000-005"""
    (sent,) = stage.seen_by(stage.department, [referral.pk])
    with stage.at_work(Role.REFERRAL_TEAM) as team:
        withdraw(sent, reason=WITHDRAWAL, by=team, at=NOON)

    waiting = said_in(caseworker.get("/provider/"))
    answer = caseworker.post(to(referral, "deletion"), follow=True)

    assert "Withdrawn referrals whose data is to be deleted 1" in waiting
    assert "Deletion confirmed." in said_in(answer)
    assert now_of(stage, referral).deletion_confirmed_at == NOON
    with acting_for(stage.provider.pk):
        assert Record.objects.get(pk=referral.received_as_id).erased_at == NOON


@pytest.mark.parametrize(("act", "posted"), ACTS)
def test_anothers_referral_looks_like_none(client, referral, act, posted):
    stranger = signed_in(client, somebody(Role.CASE_MANAGER))

    answer = stranger.post(to(referral, act), posted)
    never = stranger.post(f"/provider/referrals/{uuid4()}/{act}", posted)

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)


@pytest.mark.parametrize(("act", "posted"), ACTS)
@pytest.mark.parametrize("role", [Role.WORK_COACH, Role.OPERATIONS, Role.CONTRACT_MANAGER])
def test_other_roles_may_not(client, stage, referral, act, posted, role):
    answer = signed_in(client, stage.member(role)).post(to(referral, act), posted)

    assert answer.status_code == 403

"""The commissioner answers a provider that asks for a referral to be cancelled."""

from uuid import uuid4

import pytest

from onward.agreements.catalogue import catalogue
from onward.casework.models import Status
from onward.casework.referrals import ask_cancellation
from onward.parties.permissions import Role
from tests.journeys.stage import a_stage
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import cost_of, said_in, without_secrets

pytestmark = pytest.mark.django_db
PAGE = "/commissioner/cancellations/"
REASON = catalogue()["cancellation_reason"].codes[0]


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


@pytest.fixture
def manager(client, stage):
    return signed_in(client, stage.member(Role.CONTRACT_MANAGER))


def asked(stage):
    (referral,) = stage.refer(stage.a_person())
    with stage.at_work(Role.CASEWORKER) as caseworker:
        ask_cancellation(referral, reason=REASON, by=caseworker, at=NOON)
    return referral


def now_of(stage, referral):
    return stage.seen_by(stage.commissioner, [referral.pk])[0]


def test_nobody_asks(manager):
    assert "No provider asks for a cancellation." in said_in(manager.get(PAGE))


def test_what_is_asked_is_shown_without_a_name(manager, stage):
    referral = asked(stage)

    said = said_in(manager.get(PAGE))

    assert referral.reference in said
    assert stage.provider.name in said
    assert "Grant" not in said


@pytest.mark.parametrize(
    ("button", "status", "words"),
    [
        ("Cancel it", Status.CANCELLED, "The referral is cancelled."),
        ("Keep it open", Status.REFERRED, "The referral stays open."),
    ],
)
def test_the_commissioner_answers(manager, stage, button, status, words):
    referral = asked(stage)
    page = page_of(manager.get(PAGE))

    address = page.xpath(f"//main//button[starts-with(normalize-space(), '{button}')]/@formaction")
    answer = manager.post(address[0], follow=True)

    assert words in said_in(answer)
    assert now_of(stage, referral).status == status
    assert "No provider asks" in said_in(answer)


def test_what_was_answered_is_not_answered_again(manager, stage):
    referral = asked(stage)
    manager.post(f"{PAGE}{referral.pk}/agreement")

    answer = manager.post(f"{PAGE}{referral.pk}/refusal", follow=True)

    assert "There is a problem" in said_in(answer)
    assert now_of(stage, referral).status == Status.CANCELLED


def test_anothers_referral_looks_like_none(client, stage):
    referral = asked(stage)
    stranger = signed_in(client, somebody(Role.CONTRACT_MANAGER))

    answer, never = (stranger.post(f"{PAGE}{pk}/agreement") for pk in (referral.pk, uuid4()))

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)
    assert now_of(stage, referral).status == Status.REFERRED


@pytest.mark.parametrize("role", set(Role) - {Role.CONTRACT_MANAGER})
def test_only_contract_managers_answer(client, stage, role):
    assert signed_in(client, somebody(role)).get(PAGE).status_code == 403


def test_the_list_costs_the_same_however_long_it_is(manager, stage):
    asked(stage)
    for_one = cost_of(manager, PAGE)
    asked(stage)
    asked(stage)

    assert cost_of(manager, PAGE) == for_one < 50

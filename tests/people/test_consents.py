"""A consent stands from its day until the day it is taken back; the last word counts."""

from datetime import date

import pytest

from onward.ledger.models import Entry
from onward.people.consents import (
    Allowed,
    NothingToWithdraw,
    NotOneConsent,
    consents_of,
    give_consent,
    withdraw_consent,
)
from onward.people.models import Consent
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import an_organisation
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = date(2017, 5, 1), date(2017, 5, 2), date(2017, 5, 3)
PLAN = "consent_leavers_plan"


@pytest.fixture
def record():
    organisation = an_organisation()
    with acting_for(organisation.pk, user=AUTOMATIC):
        yield a_record(organisation)


def give(record, *, on: date, given: bool = True, scope: str = PLAN) -> None:
    give_consent(record, scope=scope, wording="v1", on=on, by=None, at=NOON, given=given)


def allowed(record, *, on: date) -> Allowed:
    return consents_of([record], on=on)[record.pk]


def test_a_consent_stands_from_the_day_it_is_given(record):
    give(record, on=SECOND)

    assert not allowed(record, on=FIRST).standing
    assert allowed(record, on=SECOND).standing == {PLAN}


def test_a_consent_ends_on_the_day_it_is_withdrawn(record):
    give(record, on=FIRST)
    withdraw_consent(record, scope=PLAN, on=THIRD, by=None, at=NOON)

    assert allowed(record, on=SECOND).standing == {PLAN}
    assert not allowed(record, on=THIRD).standing
    assert not allowed(record, on=SECOND).withdrawn
    assert allowed(record, on=THIRD).withdrawn == {PLAN}


def test_the_last_word_of_a_day_counts(record):
    give(record, on=FIRST)
    give(record, on=FIRST, given=False)

    assert not allowed(record, on=FIRST).standing
    assert not allowed(record, on=FIRST).withdrawn


def test_a_consent_given_anew_stands(record):
    give(record, on=FIRST)
    withdraw_consent(record, scope=PLAN, on=SECOND, by=None, at=NOON)
    give(record, on=SECOND)

    assert allowed(record, on=SECOND).standing == {PLAN}
    assert not allowed(record, on=SECOND).withdrawn


def test_each_scope_stands_alone(record):
    give(record, on=FIRST)
    give(record, on=FIRST, scope="consent_employers", given=False)

    assert allowed(record, on=FIRST).standing == {PLAN}


@pytest.mark.parametrize("history", [[], [(SECOND, True)], [(FIRST, False)]])
def test_what_does_not_stand_cannot_be_withdrawn(record, history):
    for on, given in history:
        give(record, on=on, given=given)

    with pytest.raises(NothingToWithdraw):
        withdraw_consent(record, scope=PLAN, on=FIRST, by=None, at=NOON)


def test_consents_are_in_the_ledger_by_scope_and_wording(record):
    give(record, on=FIRST)
    withdraw_consent(record, scope=PLAN, on=SECOND, by=None, at=NOON)
    give(record, on=THIRD, given=False)

    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert kinds == {"consent.given", "consent.withdrawn", "consent.refused"}


@pytest.mark.parametrize(
    "scope",
    ["consent_employers consent_case_study", "consent_employers,consent_evaluation", "nino"],
)
def test_a_bundle_of_consents_is_refused_as_one(record, scope):
    """REQ-001-017."""
    with pytest.raises(NotOneConsent, match="each consent alone"):
        give(record, on=FIRST, scope=scope)


def test_of_three_consents_one_is_taken_back_and_two_stand(record):
    """REQ-001-017."""
    scopes = ["consent_employers", "consent_training_providers", "consent_case_study"]
    for scope in scopes:
        give(record, on=FIRST, scope=scope)

    withdraw_consent(record, scope=scopes[2], on=SECOND, by=None, at=NOON)

    assert allowed(record, on=SECOND).standing == set(scopes[:2])


def test_a_parents_word_is_kept_apart_from_the_persons(record):
    """REQ-LAW-039."""
    give_consent(
        record, scope="school_instruction", wording="v1", on=FIRST, by=None, at=NOON,
        given=False, said_by=Consent.Speaker.PARENT,
    )  # fmt: skip

    assert allowed(record, on=FIRST).refused_by_parent == {"school_instruction"}
    assert not allowed(record, on=FIRST).refused

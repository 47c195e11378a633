"""What may be shared now is what agreements in force permit those who hold a record to give."""

from datetime import timedelta

import pytest

from onward.agreements.actions import end
from onward.agreements.authority import authority
from onward.parties.permissions import Role
from onward.rights.erasure import erase
from onward.rights.permitted import may_be_shared
from onward.rights.statement import statement_of
from onward.tenancy.context import acting_for
from tests.journeys.stage import a_referred_person
from tests.times import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_referred_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def record(django_db_setup):
    return django_db_setup[1]


def may(record, *, at=NOON):
    rows = may_be_shared(statement_of(record.handle).handles, at=at)
    return {(row.giver, row.recipient): row for row in rows}


def test_it_is_what_the_agreement_permits_each_way(stage, record):
    """REQ-004-049"""
    with acting_for(stage.department.pk):
        terms = authority(stage.agreement)
    ours, theirs = stage.department, stage.provider

    found = may(record)

    there = found[ours.name, theirs.name]
    assert set(there.items) == terms.permitted_items(giver=ours.pk, receiver=theirs.pk)
    assert there.purposes == ("To help the person into work",)
    assert "Scotland Act 2016" in there.laws[0]
    assert there.until == stage.agreement.effective_to
    back = found[theirs.name, ours.name]
    assert set(back.items) == terms.permitted_items(giver=theirs.pk, receiver=ours.pk)


def test_what_was_shared_could_be_shared(stage, record):
    """REQ-004-049"""
    (reach,) = statement_of(record.handle).reach

    assert reach.sent <= set(may(record)[reach.sender, reach.recipient].items)


def test_an_agreement_out_of_force_permits_nothing(stage, record):
    day = stage.agreement.effective_to + timedelta(days=1)

    assert may(record, at=NOON.replace(year=day.year, month=day.month, day=day.day)) == {}


def test_an_agreement_that_was_ended_permits_nothing(stage, record):
    with stage.at_work(Role.SIGNER) as signer:
        end(stage.agreement, by=signer, at=NOON)

    assert may(record) == {}


def test_whoever_has_erased_the_record_has_nothing_to_give(stage, record):
    with stage.at_work(Role.WORK_COACH) as coach:
        erase(record, by=coach, at=NOON)

    assert {giver for giver, _ in may(record)} == {stage.provider.name}

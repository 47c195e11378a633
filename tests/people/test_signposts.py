"""A restricted record may be shown to be there: that it is, whom to ask, and nothing of it."""

from datetime import date
from typing import Any

import pytest

from onward.people.forgetting import forget_record
from onward.people.models import Fact, PersonName, Record, Signpost
from onward.people.records import lift_restriction, restrict
from onward.people.search import search
from onward.people.signposts import pointed_to, signpost_of, whom_to_ask
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record, say
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2017, 5, 2)
HELD: dict[str, Any] = {"forename": "Kim", "surname": "Ash", "nino": "QQ123456C"}


@pytest.fixture
def organisation():
    return an_organisation()


@pytest.fixture
def named(organisation):
    return a_member_of_staff(organisation)


@pytest.fixture
def colleague(organisation):
    return a_member_of_staff(organisation)


@pytest.fixture
def record(organisation, named):
    record = a_record(organisation, **HELD)
    with acting_for(organisation.pk, user=named.pk):
        return restrict(record, to=[named], by=named, at=NOON, is_shown=True)


@pytest.mark.parametrize("number", ["QQ123456C", "qq 12 34 56 c"])
def test_a_colleague_with_the_whole_number_is_told_whom_to_ask_and_sees_nothing(
    organisation, record, named, colleague, number
):
    """REQ-002-026."""
    with acting_for(organisation.pk, user=colleague.pk):
        found = pointed_to(number, by=colleague)

        assert whom_to_ask(found) == [named.name]
        assert search(number, on=TODAY) == []
        assert [model.objects.count() for model in (Record, Fact, PersonName)] == [0, 0, 0]
    kept = str([vars(each) for each in found])
    assert not [value for value in HELD.values() if value in kept]


@pytest.mark.parametrize("text", ["Kim Ash", "QQ1234", "QQ123456D"])
def test_a_name_or_half_a_number_tells_nobody_anything(organisation, record, colleague, text):
    with acting_for(organisation.pk, user=colleague.pk):
        assert pointed_to(text, by=colleague) == []


def test_whoever_is_named_sees_the_record_and_no_signpost(organisation, record, named):
    """REQ-002-026."""
    with acting_for(organisation.pk, user=named.pk):
        assert [found.record for found in search("QQ123456C", on=TODAY)] == [record]
        assert pointed_to("QQ123456C", by=named) == []
        assert signpost_of(record.pk, by=named) is None


def test_at_the_hidden_level_there_is_nothing_at_all(organisation, record, named, colleague):
    """REQ-002-026."""
    with acting_for(organisation.pk, user=named.pk):
        restrict(record, to=[named], by=named, at=NOON)

    with acting_for(organisation.pk, user=colleague.pk):
        assert not Signpost.objects.exists()
        assert signpost_of(record.pk, by=colleague) is None


def test_a_number_learnt_since_leads_there_too(organisation, record, named, colleague):
    with acting_for(organisation.pk, user=named.pk):
        say(record, nino="QQ654321A")

    with acting_for(organisation.pk, user=colleague.pk):
        assert pointed_to("QQ654321A", by=colleague)
        assert not pointed_to("QQ123456C", by=colleague)


def test_it_goes_with_the_restriction_and_with_the_persons_identity(organisation, record, named):
    with acting_for(organisation.pk, user=named.pk):
        forget_record(record, classes={"identity"})
        assert not Signpost.objects.exists()
        restrict(record, to=[named], by=named, at=NOON, is_shown=True)
        lift_restriction(record, by=named, at=NOON)
        assert not Signpost.objects.exists()


def test_another_organisation_learns_nothing(record):
    other = an_organisation()
    stranger = a_member_of_staff(other)

    with acting_for(other.pk, user=stranger.pk):
        assert pointed_to("QQ123456C", by=stranger) == []
        assert signpost_of(record.pk, by=stranger) is None

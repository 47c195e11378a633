"""What each agreement may give alone, two of them may not give to one recipient together."""

import pytest

from onward.agreements.actions import end
from onward.agreements.apart import apart, given_together
from onward.agreements.catalogue import catalogue
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_small_agreement, at_work
from tests.parties.factories import an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
NUMBER, FIGURE = "nino", "stat_ethnic_group"


@pytest.fixture
def recipient():
    return an_organisation()


def an_agreement_giving(item, recipient, **terms):
    return a_small_agreement(items=[item], giver=an_organisation(), receiver=recipient, **terms)


def reported(organisation):
    with acting_for(organisation.pk):
        return [(row.recipient, set(row.apart.items)) for row in given_together(at=NOON)]


def test_every_pair_is_of_two_items_of_the_catalogue_and_says_why():
    for pair in apart():
        assert set(pair.items) <= catalogue().keys()
        assert pair.items[0] != pair.items[1]
        assert pair.because
        assert pair.source
    assert len({frozenset(pair.items) for pair in apart()}) == len(apart())


def test_two_agreements_each_with_half_are_reported_with_both_references(recipient):
    """A13."""
    first = an_agreement_giving(NUMBER, recipient)
    second = an_agreement_giving(FIGURE, recipient)

    with acting_for(recipient.pk):
        (row,) = given_together(at=NOON)

    assert row.recipient == recipient.pk
    assert set(row.agreements) == {(str(first),), (str(second),)}


def test_one_agreement_that_gives_both_is_reported_too(recipient):
    """A13."""
    a_small_agreement(items=[NUMBER, FIGURE], giver=an_organisation(), receiver=recipient)

    assert reported(recipient) == [(recipient.pk, {NUMBER, FIGURE})]


def test_two_recipients_with_half_each_are_not_reported(recipient):
    an_agreement_giving(NUMBER, recipient)
    an_agreement_giving(FIGURE, an_organisation())

    assert reported(recipient) == []


def test_an_agreement_that_is_not_signed_or_was_ended_gives_nothing(recipient):
    an_agreement_giving(NUMBER, recipient)
    an_agreement_giving(FIGURE, recipient, signed_on={})
    ended = an_agreement_giving(FIGURE, recipient)
    with at_work(recipient) as staff:
        end(ended, by=staff, at=NOON)

    assert reported(recipient) == []


def test_a_giver_learns_nothing_of_agreements_that_it_is_no_party_to(recipient):
    giver = an_organisation()
    a_small_agreement(items=[NUMBER], giver=giver, receiver=recipient)
    an_agreement_giving(FIGURE, recipient)

    assert reported(giver) == []
    assert len(reported(recipient)) == 1

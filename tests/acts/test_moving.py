"""A young person who moved, or is lost, and the authority that may be told."""

from datetime import date

import pytest

from onward.acts.moving import ask_another_authority, hand_on_to_authority
from onward.parties.models import Organisation
from onward.people.consents import give_consent
from onward.people.facts import present_values
from onward.tracking.models import LeftCohort
from tests.agreements.factories import in_force
from tests.parties.factories import an_organisation
from tests.returns.nccis.factories import NOVEMBER, SEPTEMBER, reporting

pytestmark = pytest.mark.django_db
Kind, Nation = Organisation.Kind, Organisation.Nation
MOVED_ON = date(2025, 10, 27)


@pytest.fixture
def place():
    return reporting()


def another(place, *, nation=Nation.ENGLAND):
    other = an_organisation(Kind.LOCAL_AUTHORITY, nation=nation)
    if nation != Nation.ENGLAND:  # no agreement of this text can be drawn up
        return other
    parties = {"former_authority": place.authority, "new_authority": other}
    in_force("LA-LA", parties, at=SEPTEMBER)
    return other


def asked(place, record, other):
    with place.at_work() as manager:
        return ask_another_authority(
            record,
            of=other,
            because="Her aunt says that the family went to Derby in August.",
            by=manager,
            at=NOVEMBER,
        )


def handed_on(place, record, other, *, consent):
    with place.at_work() as manager:
        give_consent(
            record,
            scope="move_consent",
            wording="2025-1",
            on=date(2025, 10, 1),
            given=consent,
            by=manager,
            at=SEPTEMBER,
        )
        return hand_on_to_authority(
            record, to=other, authority_number="831", on=MOVED_ON, by=manager, at=NOVEMBER
        )


def codes(disclosure):
    return {refusal["code"] for refusal in disclosure.refusals}


def test_somebody_who_is_lost_may_be_asked_about_in_england(place):
    """REQ-002-021."""
    record = place.a_young_person(code="810")

    assert codes(asked(place, record, another(place))) == set()


def test_nobody_is_asked_about_outside_england(place):
    """REQ-002-021."""
    record = place.a_young_person(code="810")

    for nation in (Nation.WALES, Nation.SCOTLAND):
        assert "NOT_IN_ENGLAND" in codes(asked(place, record, another(place, nation=nation)))


def test_whose_situation_is_known_is_not_asked_about(place):
    """REQ-002-021."""
    record = place.a_young_person(code="230")

    assert codes(asked(place, record, another(place))) == {"NOT_LOST"}


def test_without_consent_nothing_goes_of_a_move(place):
    """REQ-002-024."""
    record = place.a_young_person()

    refused = handed_on(place, record, another(place), consent=False)

    assert "CONSENT_ABSENT" in codes(refused)
    with place.at_work():
        assert not LeftCohort.objects.exists()


def test_with_consent_the_details_go_and_the_original_ones_stay(place):
    """REQ-002-024."""
    record = place.a_young_person()
    with place.at_work():
        before = present_values(record)

    given = handed_on(place, record, another(place), consent=True)

    assert codes(given) == set()
    with place.at_work():
        left = LeftCohort.objects.get()
        assert before.items() <= present_values(record).items()
    assert (left.how, left.to_place) == ("T", "831")


def test_a_move_to_wales_goes_nowhere_with_consent_either(place):
    """REQ-002-024."""
    record = place.a_young_person()

    refused = handed_on(place, record, another(place, nation=Nation.WALES), consent=True)

    assert "NOT_IN_ENGLAND" in codes(refused)

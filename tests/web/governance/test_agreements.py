"""Agreements: what they let pass, in force or why not, signed and ended."""

from uuid import uuid4

import pytest

from onward.agreements.models import Agreement, Signature
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement, parties_to
from tests.parties.factories import a_member_of_staff
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import clock_at, cost_of, said_in, without_secrets

pytestmark = pytest.mark.django_db
LIST = "/governance/agreements/"
SIGNED = {"name": "Isla Kerr", "post": "Director", "on": "2 5 2017", "read": "on"}


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at():
        yield


@pytest.fixture
def parties():
    return parties_to("WFS-REFERRAL")


@pytest.fixture
def officer(client, parties):
    return signed_in(client, a_member_of_staff(parties["commissioner"], Role.DATA_PROTECTION))


def test_no_agreements_is_said(officer):
    assert "Your organisation has no agreements." in said_in(officer.get(LIST))


def test_the_list_says_which_are_in_force_and_which_wait(officer, parties):
    a_standard_agreement("WFS-REFERRAL", parties=parties, code="signed")
    a_standard_agreement("WFS-REFERRAL", parties=parties, code="unsigned", signed=False)

    rows = page_of(officer.get(LIST)).xpath("//main//tbody/tr")

    assert [" ".join(row.xpath("string(td[last()])").split()) for row in rows] == [
        "In force",
        "Not in force Waits for you",
    ]


def test_one_agreement_shows_both_directions_and_who_signed(officer, parties):
    agreement = a_standard_agreement("WFS-REFERRAL", parties=parties)

    said = said_in(officer.get(f"{LIST}{agreement.pk}/"))

    department, provider = parties["department"].name, parties["provider"].name
    assert f"From {department} to {provider}" in said
    assert f"From {provider} to {department}" in said
    assert "Ailsa Grant, Director" in said
    assert agreement.text_hash in said


def test_an_unsigned_one_says_why_it_is_not_in_force(officer, parties):
    agreement = a_standard_agreement("WFS-REFERRAL", parties=parties, signed=False)

    said = said_in(officer.get(f"{LIST}{agreement.pk}/"))

    assert "The agreement is not signed by every party." in said


def test_signing_is_for_ones_own_organisation(officer, parties):
    agreement = a_standard_agreement("WFS-REFERRAL", parties=parties, signed=False)

    officer.post(f"{LIST}{agreement.pk}/signature", SIGNED)

    with acting_for(parties["commissioner"].pk):
        signature = Signature.objects.get(agreement=agreement)
    assert signature.organisation_id == parties["commissioner"].pk
    assert signature.name == "Isla Kerr"


def test_a_signature_that_would_not_count_says_why(officer, parties):
    agreement = a_standard_agreement("WFS-REFERRAL", parties=parties, signed=False)

    answer = officer.post(f"{LIST}{agreement.pk}/signature", SIGNED | {"on": "3 5 2017"})

    assert "A signature cannot bear a day that has not come." in said_in(answer)
    with acting_for(parties["commissioner"].pk):
        assert not Signature.objects.exists()


def test_ending_asks_first_and_then_ends_at_once(officer, parties):
    agreement = a_standard_agreement("WFS-REFERRAL", parties=parties)
    page = f"{LIST}{agreement.pk}/end"

    assert "It ends at once, for every party." in said_in(officer.get(page))
    ended = said_in(officer.post(page, follow=True))
    again = said_in(officer.post(page, follow=True))

    assert "The agreement is not in force on this day." in ended
    assert "This agreement has already been ended." in again


@pytest.mark.parametrize("path", ["", "signature", "end"])
def test_anothers_agreement_looks_like_none(client, parties, path):
    agreement = a_standard_agreement("WFS-REFERRAL", parties=parties)
    stranger = signed_in(client, somebody(Role.DATA_PROTECTION))

    answer, never = (stranger.get(f"{LIST}{pk}/{path}") for pk in (agreement.pk, uuid4()))

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)
    stranger.post(f"{LIST}{agreement.pk}/end")
    with acting_for(parties["commissioner"].pk):
        assert Agreement.objects.get(pk=agreement.pk).ended_at is None


def test_the_list_costs_the_same_however_long_it_is(officer, parties):
    a_standard_agreement("WFS-REFERRAL", parties=parties)
    for_one = cost_of(officer, LIST)
    for _ in range(3):
        a_standard_agreement("WFS-REFERRAL", parties=parties)

    assert cost_of(officer, LIST) == for_one < 50

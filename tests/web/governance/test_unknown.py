"""A send that nobody confirmed is settled by a person, and goes again only if they say so."""

from datetime import timedelta
from uuid import uuid4

import pytest

from onward.disclosures.models import Disclosure
from onward.disclosures.settling import mark_unknown
from onward.parties.clock import machine_now
from onward.parties.permissions import Role
from tests.disclosures.factories import an_exchange
from tests.parties.factories import a_member_of_staff
from tests.times import NOON
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in, without_secrets

pytestmark = pytest.mark.django_db
PAGE = "/governance/unknown-sends/"
ARRIVED, LOST = {"outcome": "arrived", "sure": "on"}, {"outcome": "lost", "sure": "on"}
HELD = {"claim_unique_reference": "CLM-1", "payfile_outcome": "short_13", "payfile_amount": 17000}


@pytest.fixture
def exchange():
    return an_exchange(items=tuple(HELD), held=HELD, channels=["gateway"])


@pytest.fixture
def officer(client, exchange):
    return signed_in(client, a_member_of_staff(exchange.sender, Role.DATA_PROTECTION))


@pytest.fixture
def send(exchange):
    """Announced long ago, and never confirmed."""
    given = exchange.give(
        *HELD, channel="gateway", layout="payfile-report", cover={"message_id": "MSG-1"}
    )
    with exchange.sending():
        Disclosure.objects.filter(pk=given.pk).update(
            status="SENDING", digest="d" * 64, sending_since=machine_now() - timedelta(hours=1)
        )
        mark_unknown(at=NOON)
    return given


def state(exchange, send):
    with exchange.sending():
        return Disclosure.objects.get(pk=send.pk).status


def test_nothing_unknown_is_said(officer):
    assert "Nothing is unknown." in said_in(officer.get(PAGE))


def test_it_is_listed_and_counted_in_the_menu(officer, send):
    page = page_of(officer.get(PAGE))

    assert page.xpath("//main//tbody//a/@href")[-1] == f"{PAGE}{send.pk}/settlement"
    assert page.xpath("string(//nav//*[@class='onward-count'])").strip().startswith("1")


def test_that_it_arrived_is_the_end_of_it(officer, exchange, send):
    officer.post(f"{PAGE}{send.pk}/settlement", ARRIVED)

    assert state(exchange, send) == "SENT"


def test_what_did_not_arrive_goes_again_unchanged(officer, exchange, send):
    answer = officer.post(f"{PAGE}{send.pk}/settlement", LOST)
    again = answer.headers["Location"]

    assert state(exchange, send) == "FAILED"
    assert "The same bytes leave once more." in said_in(officer.get(again))
    officer.post(again)
    assert state(exchange, send) == "PREPARED"


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"sure": "on"}, "Select whether it arrived"),
        ({"outcome": "lost"}, "Tick the box to go on"),
    ],
)
def test_it_is_not_settled_by_accident(officer, exchange, send, posted, words):
    answer = officer.post(f"{PAGE}{send.pk}/settlement", posted)

    assert words in said_in(answer)
    assert state(exchange, send) == "UNKNOWN"


def test_the_second_to_settle_is_told(officer, exchange, send):
    officer.post(f"{PAGE}{send.pk}/settlement", ARRIVED)

    answer = officer.post(f"{PAGE}{send.pk}/settlement", LOST, follow=True)

    assert "Someone else has just settled this send." in said_in(answer)
    assert state(exchange, send) == "SENT"


def test_what_nobody_settled_does_not_go_again(officer, exchange, send):
    answer = officer.post(f"{PAGE}{send.pk}/second-send", follow=True)

    assert "Only a send that a person has found not to have arrived" in said_in(answer)
    assert state(exchange, send) == "UNKNOWN"


@pytest.mark.parametrize("path", ["settlement", "second-send"])
def test_only_the_sender_settles(client, exchange, send, path):
    theirs = signed_in(client, a_member_of_staff(exchange.recipient, Role.DATA_PROTECTION))

    answer = theirs.post(f"{PAGE}{send.pk}/{path}", ARRIVED)
    never = theirs.post(f"{PAGE}{uuid4()}/{path}", ARRIVED)

    assert answer.status_code == 404
    assert without_secrets(answer) == without_secrets(never)
    assert state(exchange, send) == "UNKNOWN"


def test_other_roles_do_not_settle(client, send):
    assert signed_in(client, somebody(Role.WORK_COACH)).get(PAGE).status_code == 403

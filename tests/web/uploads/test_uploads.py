"""A file is chosen, its effect is shown, and it is accepted: three clicks."""

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from onward.casework.models import Referral
from onward.intake.models import Landing
from onward.parties.permissions import Role
from tests.intake.factories import Trade, a_trade, a_zip
from tests.parties.factories import a_member_of_staff
from tests.times import NOON
from tests.web.client import page_of, signed_in
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db
UPLOADS = "/coach/uploads/"


@pytest.fixture(autouse=True)
def _demonstration(db: None) -> Iterator[None]:
    with clock_at(NOON):
        yield


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_trade)


@pytest.fixture
def trade(django_db_setup: Trade) -> Trade:
    return django_db_setup


@pytest.fixture
def browser(client: Client, trade: Trade) -> Client:
    return signed_in(client, trade.staff_of(trade.department))


def send(browser: Client, content: bytes, *, feed: str = "referrals"):
    file = SimpleUploadedFile("may.zip", content)
    return browser.post(f"{UPLOADS}new", {"feed": feed, "file": file}, follow=True)


def here(response) -> str:
    return str(response.redirect_chain[-1][0])


def test_three_clicks_take_a_file_in(browser, trade):
    assert browser.get(UPLOADS).status_code == 200
    preview = send(browser, a_zip(trade.row("PO-1"), trade.row("PO-2", nino="QQ123456E")))

    assert "of which 1 is good" in said_in(preview)
    assert f"People referred to {trade.provider.name}: 1" in said_in(preview)
    done = browser.post(f"{here(preview)}acceptance", follow=True)

    assert "1 row was taken in." in said_in(done)
    with trade.at_work(trade.department):
        assert Referral.objects.get().reference == "PO-1"


def test_the_preview_says_file_row_column_value_rule_and_remedy(browser, trade):
    preview = send(browser, a_zip(trade.row("PO-2", nino="QQ123456E")))

    (row,) = page_of(preview).xpath("//main//tbody/tr")
    words = " ".join(row.xpath("string()").split())
    assert "referrals.csv, row 2, nino" in words
    assert "QQ123456E" in words
    assert "A, B, C or D" in words
    assert "letter or payslip" in words


def test_of_many_problems_the_first_fifty_are_shown_and_the_rest_downloaded(browser, trade):
    preview = send(browser, a_zip(*(trade.row(nino="QQ1") for _row in range(60))))

    assert len(page_of(preview).xpath("//main//tbody/tr")) == 50
    assert "the first 50 of 60" in said_in(preview)
    refused = browser.get(f"{here(preview)}refused-rows")
    assert refused["Content-Disposition"] == 'attachment; filename="refused-referrals.csv"'
    assert len(refused.content.splitlines()) == 61


def test_texts_that_may_not_go_unread_are_shown_and_confirmed(browser, trade):
    text = "Call her sister on 020 7946 0123"
    preview = send(browser, a_zip(trade.row(aims=text)))

    assert text in said_in(preview)
    done = browser.post(f"{here(preview)}acceptance", {"texts_read": "on"}, follow=True)

    assert "1 row was taken in." in said_in(done)


def test_texts_that_nobody_confirms_stay_out(browser, trade):
    preview = send(browser, a_zip(trade.row(aims="Ask at the hospital")))

    done = browser.post(f"{here(preview)}acceptance", follow=True)

    assert "0 rows were taken in." in said_in(done)


def test_a_file_that_cannot_be_read_says_so(browser):
    assert "cannot be read" in said_in(send(browser, b"not a zip"))


def test_no_file_is_told_at_its_field(browser):
    response = browser.post(f"{UPLOADS}new", {"feed": "referrals"})

    assert "There is a problem" in said_in(response)
    assert page_of(response).xpath("//title")[0].text.strip().startswith("Error: ")


def test_a_file_can_be_thrown_away(browser, trade):
    preview = send(browser, a_zip(trade.row()))

    assert "thrown away" in said_in(browser.post(f"{here(preview)}discarding", follow=True))
    with trade.at_work(trade.department):
        assert not Landing.objects.exists()


def test_a_file_that_cannot_be_read_can_be_thrown_away(browser, trade):
    told = send(browser, b"not a zip")

    (action,) = page_of(told).xpath("//main//form/@action")
    assert "thrown away" in said_in(browser.post(action, follow=True))


def test_a_long_file_is_left_to_the_worker(browser, trade, monkeypatch):
    monkeypatch.setattr("onward.web.uploads.BYTES_AT_ONCE", 1)

    assert "being checked" in said_in(send(browser, a_zip(trade.row())))


def test_the_same_file_again_leads_to_what_became_of_it(browser, trade):
    content = a_zip(trade.row())
    first = send(browser, content)

    again = send(browser, content)

    assert here(again) == here(first)
    assert "This file was sent before." in said_in(again)


@pytest.mark.parametrize("path", ["", "acceptance", "discarding", "refused-rows"])
def test_the_files_of_others_are_not_there(browser, trade, client, path):
    preview = send(browser, a_zip(trade.row()))
    stranger = a_trade()
    signed_in(client, stranger.staff_of(stranger.department))

    address = f"{here(preview)}{path}"
    get_or_post = client.post if path in ("acceptance", "discarding") else client.get

    assert get_or_post(address).status_code == 404


def test_staff_who_may_not_do_what_the_file_does_do_not_see_it(browser, trade, client):
    preview = send(browser, a_zip(trade.row()))
    officer = a_member_of_staff(trade.department, Role.OPERATIONS)

    signed_in(client, officer)

    assert client.get(here(preview)).status_code == 404


@pytest.mark.parametrize("audience", ["provider", "finance"])
def test_every_audience_that_sends_files_has_the_page(client, trade, audience):
    party = trade.provider if audience == "provider" else trade.commissioner
    signed_in(client, trade.staff_of(party))

    assert client.get(f"/{audience}/uploads/").status_code == 200


def test_someone_who_uploads_nothing_is_told_who_can_help(client, trade):
    signed_in(client, a_member_of_staff(trade.provider, Role.CASEWORKER))

    assert client.get("/provider/uploads/").status_code == 403

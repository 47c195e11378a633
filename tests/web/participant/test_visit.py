"""Coming in with a link and a code, staying, leaving, and being invited."""

import logging
from datetime import timedelta

import pytest

from onward.parties.clock import machine_now
from onward.parties.permissions import Role
from onward.rights.invitations import TRIES
from onward.web.participant import visit
from tests.web.client import page_of, signed_in
from tests.web.participant.coming_in import a_link, opened, text_of

pytestmark = pytest.mark.django_db


def test_a_link_asks_for_the_code_at_an_address_that_does_not_hold_it(client, stage, record):
    link = a_link(stage, record)

    answer = client.get(f"/participant/open/{link.token}", follow=True)

    assert answer.redirect_chain == [("/participant/code", 302)]
    assert link.token not in answer.content.decode()
    (field,) = page_of(answer).xpath("//main//input[@name='code']")
    assert field.get("autocomplete") == "one-time-code"


@pytest.mark.parametrize("end", ["wrong code", "no link", "used", "closed", "expired"])
def test_a_link_that_does_not_open_never_says_why(client, stage, record, end):
    at = machine_now() - timedelta(days=15) if end == "expired" else None
    link = a_link(stage, record, at=at)
    code = link.code
    if end != "no link":
        client.get(f"/participant/open/{link.token}")
    if end == "wrong code":
        code = f"{(int(code) + 1) % 10**8:08d}"
    if end == "used":
        client.post("/participant/code", {"code": code})
        client.get(f"/participant/open/{link.token}")
    for _ in range(TRIES if end == "closed" else 0):
        client.post("/participant/code", {"code": "1"})

    answer = client.post("/participant/code", {"code": code})

    assert answer.status_code == 200
    (error,) = page_of(answer).xpath("//*[@id='id_code-error']")
    assert "This link and code do not open anything." in error.text_content()
    assert page_of(answer).findtext(".//title").startswith("Error: ")


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head"])
def test_the_token_is_in_no_log(client, stage, record, caplog, method):
    link = a_link(stage, record)

    with caplog.at_level(logging.DEBUG):
        getattr(client, method)(f"/participant/open/{link.token}")
        client.post("/participant/code", {"code": "1"})
        client.post("/participant/code", {"code": link.code})

    assert link.token not in caplog.text
    assert link.code not in caplog.text


@pytest.mark.parametrize("name", ["statement", "statement.pdf", "statement.json"])
def test_without_a_visit_there_is_nothing_to_see(client, name):
    assert client.get(f"/participant/{name}").headers["Location"] == "/participant/left"


def test_after_half_an_hour_without_a_word_the_visit_is_over(client, stage, record, monkeypatch):
    opened(client, stage, record)
    later = machine_now() + visit.IDLE
    monkeypatch.setattr(visit, "machine_now", lambda: later)

    assert client.get("/participant/statement").headers["Location"] == "/participant/left"


def test_asking_to_stay_starts_the_half_hour_anew(client, stage, record, monkeypatch):
    opened(client, stage, record)
    started = machine_now()
    for minutes in (20, 40, 60):
        at = started + timedelta(minutes=minutes)
        monkeypatch.setattr(visit, "machine_now", lambda at=at: at)
        assert client.post("/participant/stay").status_code == 204


def test_whoever_leaves_has_left(client, stage, record):
    opened(client, stage, record)

    assert client.post("/participant/leave").headers["Location"] == "/participant/left"

    assert client.get("/participant/statement").headers["Location"] == "/participant/left"
    assert "You have left" in text_of(client.get("/participant/left"))


def test_a_visit_signs_staff_out_and_staff_end_a_visit(client, stage, record):
    signed_in(client, stage.member(Role.CASEWORKER))
    opened(client, stage, record)

    assert client.get("/").headers["Location"].startswith("/sign-in")
    assert client.get("/participant/statement").status_code == 200


def test_a_signed_in_member_of_staff_does_not_act_on_a_participants_page(client, stage):
    signed_in(client, stage.member(Role.CASEWORKER))

    page = page_of(client.get("/participant/code"))

    assert stage.provider.name not in page.text_content()


def test_the_session_holds_a_handle_and_no_name(client, stage, record):
    opened(client, stage, record)

    session = dict(client.session.items())

    assert session[visit.HANDLE] == str(record.handle)
    assert set(session) == {visit.HANDLE, visit.SINCE, visit.SEEN, "_session_expiry"}


def test_no_cache_keeps_the_statement(client, stage, record):
    answer = opened(client, stage, record).get("/participant/statement")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_staff_who_checked_who_it_is_get_the_link_and_the_code_once(client, stage, record):
    coach = signed_in(client, stage.member(Role.WORK_COACH))
    page = f"/people/{record.pk}/invitation"

    asked = page_of(coach.get(page))
    answer = page_of(coach.post(page, {"checked": ["name", "document"]}))

    assert len(asked.xpath("//input[@name='checked']")) == 7
    link, code = (node.text for node in answer.xpath("//*[contains(@class, 'onward-secret')]"))
    assert link.startswith("http://testserver/participant/open/")
    client.cookies.clear()
    client.get(link.removeprefix("http://testserver"))
    opening = client.post("/participant/code", {"code": code})
    assert opening.headers["Location"] == "/participant/statement"


def test_staff_who_checked_nothing_are_asked_again(client, stage, record):
    coach = signed_in(client, stage.member(Role.WORK_COACH))

    answer = coach.post(f"/people/{record.pk}/invitation", {})

    assert "Tick what you checked about who this is" in text_of(answer)


@pytest.mark.parametrize(("role", "status"), [(Role.SIGNER, 403), (Role.CASEWORKER, 404)])
def test_only_those_who_may_invite_do_and_only_to_their_own_records(
    client, stage, record, role, status
):
    signed_in(client, stage.member(role))

    assert client.get(f"/people/{record.pk}/invitation").status_code == status

"""A browser that has come in with a link and its code, and what it shows."""

from onward.parties.clock import machine_now
from onward.parties.permissions import Role
from onward.rights.invitations import invite
from tests.web.client import page_of


def a_link(stage, record, *, by=Role.WORK_COACH, at=None):
    with stage.at_work(by) as staff:
        return invite(record, checked=["in_person"], by=staff, at=at or machine_now())


def opened(client, stage, record, *, by=Role.WORK_COACH):
    """The client, having come in with a link and its code."""
    link = a_link(stage, record, by=by)
    client.get(f"/participant/open/{link.token}")
    answer = client.post("/participant/code", {"code": link.code})
    assert answer.headers["Location"] == "/participant/statement"
    return client


def text_of(answer):
    return " ".join(" ".join(page_of(answer).xpath("//main//text()")).split())


def the_statement(client, stage, record):
    return text_of(opened(client, stage, record).get("/participant/statement"))

"""One number joins an answer, the lines logged while it was made, and what its reader quotes."""

import logging

import pytest

from config.settings import LOGGING
from onward.web.request_ids import HEADER, WithRequestId
from tests.web.client import page_of, signed_in, somebody

pytestmark = pytest.mark.django_db


def test_every_answer_has_a_number_of_its_own(client):
    numbers = {client.get("/sign-in").headers[HEADER] for _ in range(2)}

    assert len(numbers) == 2


def test_the_number_that_a_proxy_gave_is_kept(client):
    answer = client.get("/sign-in", headers={HEADER: "edge-0a1b2c3d"})

    assert answer.headers[HEADER] == "edge-0a1b2c3d"


@pytest.mark.parametrize("given", ["short", "a" * 65, "0a1b2c3d 200 GET /", "0a1b2c3d\tdone"])
def test_a_number_that_could_forge_a_line_is_not(client, given):
    assert client.get("/sign-in", headers={HEADER: given}).headers[HEADER] != given


@pytest.mark.urls("tests.web.probes")
def test_an_error_is_logged_and_shown_under_its_number(client, caplog):
    client.raise_request_exception = False
    caplog.handler.addFilter(WithRequestId())

    answer = signed_in(client, somebody()).get("/write-then-crash")

    number = answer.headers[HEADER]
    assert number in page_of(answer).xpath("string(//main)")
    assert [vars(each)["request_id"] for each in caplog.records if each.exc_info] == [number]


def test_every_line_of_the_log_bears_it():
    (handler,) = LOGGING["handlers"].values()
    formatter = LOGGING["formatters"][handler["formatter"]]
    record = logging.LogRecord("onward", logging.ERROR, "", 0, "Said.", None, None)

    WithRequestId().filter(record)

    assert handler["filters"] == ["request_id"]
    assert "ERROR onward [-] Said." in logging.Formatter(formatter["format"]).format(record)

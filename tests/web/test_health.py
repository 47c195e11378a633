"""Probes are answered whatever else fails, and tell nothing but yes or no."""

import pytest
from django.db import connection, connections

from onward.ledger.actions import Act, enter
from onward.tenancy.context import acting_for
from tests.parties.factories import an_organisation
from tests.times import NOON
from tests.web.client import signed_in, somebody


def test_the_process_is_up_even_without_a_database(client):
    assert client.get("/healthz", headers={"host": "10.0.0.7"}).content == b"up\n"


@pytest.mark.django_db
def test_a_migrated_database_with_a_ledger_in_time_is_ready(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_a_ledger_that_falls_behind_is_not_ready(client, settings, caplog):
    settings.LEDGER_PATIENCE_SECONDS = 0
    assert client.get("/readyz").status_code == 200

    with acting_for(an_organisation().pk) as acting:
        enter(Act(kind="probe", by=acting.organisation_id, at=NOON))

    assert client.get("/readyz").status_code == 503
    assert "has waited" in caplog.text


@pytest.mark.usefixtures("committed")
def test_a_database_that_is_not_migrated_is_not_ready(client, caplog):
    with connections["migrate"].cursor() as owner:
        owner.execute("alter table people_look drop column reason")

    assert client.get("/readyz").status_code == 503
    assert "migrations have not run: 1 columns" in caplog.text


@pytest.mark.usefixtures("committed")
def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch, caplog):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", "onward_test_not_there")

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert "does not answer" in caplog.text
    assert "not_there" not in caplog.text


@pytest.mark.django_db
def test_a_probe_reads_no_session(client, django_assert_num_queries):
    signed_in(client, somebody())

    with django_assert_num_queries(0):
        client.get("/healthz")

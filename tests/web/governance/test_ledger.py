"""The ledger's page: how long it is, what was signed, whether it verifies."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from onward.ledger.heads import public_key
from onward.ledger.proof_file import head_is_signed, read_head_file
from onward.parties.permissions import Role
from onward.web.governance.ledger import is_behind
from tests.cluster import CLUSTER
from tests.journeys.stage import a_stage
from tests.web.client import page_of, signed_in, somebody
from tests.web.on_stage import said_in

PAGE = "/governance/ledger/"


@pytest.fixture
def officer(client):
    return signed_in(client, somebody(Role.DATA_PROTECTION))


@pytest.mark.django_db
def test_a_ledger_that_nobody_signed_has_no_head(officer):
    page = officer.get(PAGE)

    assert "None yet" in said_in(page)
    assert officer.get(f"{PAGE}heads/newest").status_code == 404


@pytest.mark.django_db
def test_a_head_is_signed_and_downloaded(officer):
    a_stage().deliver()

    officer.post(f"{PAGE}heads")

    answer = officer.get(page_of(officer.get(PAGE)).xpath("//main//form//a/@href")[0])
    head = read_head_file(answer.content.decode())
    assert head_is_signed(head, public_key=public_key())
    assert f"{head.head.size} entries, signed" in said_in(officer.get(PAGE))


@pytest.mark.usefixtures("committed")
def test_a_short_ledger_is_verified_here(client):
    a_stage().deliver()

    answer = signed_in(client, somebody(Role.DATA_PROTECTION)).post(f"{PAGE}verifications")

    assert "The ledger verifies" in said_in(answer)


@pytest.mark.usefixtures("committed")
def test_an_altered_entry_is_named(client):
    a_stage().deliver()
    _alter_one_entry()

    answer = signed_in(client, somebody(Role.DATA_PROTECTION)).post(f"{PAGE}verifications")

    assert "The ledger does not verify" in said_in(answer)
    assert "was altered." in said_in(answer)


def _alter_one_entry():
    name = str(connection.settings_dict["NAME"])
    with psycopg.connect(CLUSTER.url("postgres", name), autocommit=True) as vandal:
        vandal.execute("set session_replication_role = replica")
        vandal.execute(
            "update ledger_entry set leaf = leaf || ' '::bytea"
            " where id = (select entry_id from ledger_place limit 1)"
        )


def test_it_is_behind_once_sending_stops():
    patience = timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS)

    assert not is_behind(patience)
    assert is_behind(patience + timedelta(seconds=1))

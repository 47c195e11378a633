"""The ledger's page: how long it is, what was signed, whether it verifies."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from onward.ledger.heads import public_key, sign_current_head
from onward.ledger.proof_file import head_is_signed, read_head_file
from onward.parties.permissions import Role
from onward.tenancy.context import REGISTER, acting_for
from onward.web.governance.ledger import is_behind, is_late
from tests.cluster import CLUSTER
from tests.journeys.stage import a_stage
from tests.ledger.stored import tamper
from tests.times import NOON
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


@pytest.mark.usefixtures("committed")
def test_four_verdicts_are_shown_apart_and_kept(client):
    a_stage().deliver()
    officer = signed_in(client, somebody(Role.DATA_PROTECTION))

    answer = officer.post(f"{PAGE}verifications")

    headings = [text.strip() for text in page_of(answer).xpath("//main//h2/text()")]
    assert headings == [
        "Integrity: holds", "Consistency: holds", "Completeness: holds",
        "Decryptability: not asked here",
    ]  # fmt: skip
    assert "Nobody has verified" not in said_in(officer.get(PAGE))


@pytest.mark.django_db
def test_a_head_is_witnessed_once_it_has_left(officer):
    a_stage().deliver()
    officer.post(f"{PAGE}heads")
    assert "no head has left this database" in said_in(officer.get(PAGE))

    officer.get(f"{PAGE}heads/newest")

    assert "entries: Downloaded" in said_in(officer.get(PAGE))


@pytest.mark.django_db
def test_a_head_that_was_given_is_compared(officer):
    stage = a_stage()
    stage.deliver()
    officer.post(f"{PAGE}heads")
    given = officer.get(f"{PAGE}heads/newest").content.decode()
    stage.refer(stage.a_person())

    assert "still begins with this head" in said_in(compare(officer, given))


@pytest.mark.usefixtures("committed")
def test_a_head_of_another_history_is_an_incident(client):
    """A29"""
    officer = signed_in(client, somebody(Role.DATA_PROTECTION))
    a_stage().deliver()
    officer.post(f"{PAGE}heads")
    given = officer.get(f"{PAGE}heads/newest").content.decode()
    tamper("update ledger_place set leaf_hash = sha256(leaf_hash)")
    tamper("update ledger_node set hash = sha256(hash)")

    assert "treat it as a security incident" in said_in(compare(officer, given))


@pytest.mark.django_db
def test_a_head_that_nobody_signed_says_nothing(officer):
    a_stage().deliver()
    officer.post(f"{PAGE}heads")
    given = officer.get(f"{PAGE}heads/newest").content.decode()

    forged = given.replace('"size": ', '"size": 1')

    assert "does not carry the signature" in said_in(compare(officer, forged))


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "{}", "not JSON"])
def test_what_is_no_head_is_refused(officer, text):
    assert page_of(compare(officer, text)).xpath("//*[@class='govuk-error-summary']")


@pytest.mark.django_db
def test_a_recipient_sees_whether_the_head_it_was_given_still_begins_the_ledger(client):
    stage = a_stage()
    stage.deliver()
    with acting_for(REGISTER):
        sign_current_head(at=NOON)
    stage.refer(stage.a_person())

    officer = signed_in(client, stage.member(Role.DATA_PROTECTION, of=stage.provider))

    assert "still the beginning" in said_in(officer.get(PAGE))


@pytest.mark.usefixtures("committed")
def test_a_recipient_is_told_of_another_history(client):
    """A29"""
    stage = a_stage()
    stage.deliver()
    with acting_for(REGISTER):
        sign_current_head(at=NOON)
    stage.refer(stage.a_person())
    tamper("update ledger_place set leaf_hash = sha256(leaf_hash)")
    tamper("update ledger_node set hash = sha256(hash)")

    officer = signed_in(client, stage.member(Role.DATA_PROTECTION, of=stage.provider))

    assert "does not begin with a head that your organisation was given" in said_in(
        officer.get(PAGE)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["check_ledger.py", "witness.py"])
def test_the_scripts_of_others_are_downloaded(officer, name):
    answer = officer.get(f"{PAGE}scripts/{name}")

    assert answer.content.decode().startswith("#!/usr/bin/env python3")
    assert officer.get(f"{PAGE}scripts/models.py").status_code == 404


def test_a_ledger_that_falls_behind_is_told_before_sending_stops():
    patience = timedelta(seconds=settings.LEDGER_PATIENCE_SECONDS)

    assert not is_late(patience / 4)
    assert is_late(patience / 2)


def compare(officer, text):
    return officer.post(f"{PAGE}comparisons", {"head": text})

"""The statement says of a person what the ledger says, from whichever side it starts."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.casework.referrals import acknowledge, withdraw
from onward.disclosures.models import Disclosure, Parcel
from onward.disclosures.sealing import Sealed, seal
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.consents import give_consent
from onward.people.keys import standing_keys
from onward.people.models import Look, Record
from onward.people.records import look
from onward.rights.sharing import State
from onward.rights.statement import ErasedBy, linked_handles, statement_of
from onward.tenancy.context import acting_for, participant
from tests.casework.factories import WITHDRAWAL
from tests.examples import one_in
from tests.journeys.stage import USUAL, a_stage
from tests.times import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)
NOT_GIVEN = {"date_of_birth", "notice_version", "discussed_on"}


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


def entries_of(statement):
    return {row.entry_id for row in (*statement.shared, *statement.noted)}


def entries_in_ledger(stage, *records):
    """The ids of all entries about these records, read as each organisation of the stage."""
    found = set()
    for organisation in (stage.department, stage.provider, stage.commissioner):
        with acting_for(organisation.pk):
            about = Entry.objects.filter(subject__in=[record.handle for record in records])
            found |= set(about.values_list("pk", flat=True))
    return found


def the_referral(statement):
    (row,) = (row for row in statement.shared if row.kind == "referral")
    return row


def test_the_statement_shows_what_was_given_to_whom_why_and_under_which_law(stage):
    """REQ-004-048, REQ-004-004"""
    record = stage.a_person()
    stage.refer(record)

    row = the_referral(statement_of(record.handle))

    assert (row.sender, row.recipient) == (stage.department.name, stage.provider.name)
    assert row.at == NOON
    assert row.purpose == "To help the person into work"
    assert "Scotland Act 2016" in row.laws[0]
    assert any("sch.3 para 7(1)(c)" in law for law in row.laws)
    assert row.channel == "inside"
    assert row.agreement == stage.agreement
    values = {item.code: item.value for item in row.items}
    assert set(values) == set(USUAL) - NOT_GIVEN
    assert values["nino"] == "QQ123456C"
    assert values["incident_marker"] is True


def test_it_says_on_whose_behalf_and_by_whom(stage):
    """REQ-000-004"""
    record = stage.a_person()
    stage.refer(record)

    row = the_referral(statement_of(stage.received(record).handle))

    assert row.giver == f"{stage.commissioner.name}, carried out by {stage.department.name}"


def test_both_sides_lead_to_the_same_statement(stage):
    record = stage.a_person()
    stage.start(record)

    ours, theirs = statement_of(record.handle), statement_of(stage.received(record).handle)

    assert ours == theirs
    assert ours.handles == {record.handle, stage.received(record).handle}


def test_what_a_move_told_is_shown_as_long_as_the_row_says_it(stage):
    """REQ-004-048"""
    record = stage.a_person()
    (referral,) = stage.start(record)

    told = {
        row.kind: {item.code: item.value for item in row.items}
        for row in statement_of(record.handle).shared
    }

    assert told["referral.made"] == {
        "opportunity_type": stage.opportunity.title,
        "prap_referral_id": referral.reference,
        "referral_date": "2017-05-02",
        "referral_status": "referred",
    }
    assert told["referral.acknowledged"]["referral_status"] == "acknowledged"
    assert told["referral.started"]["start_date"] == "2017-05-02"


def test_rows_are_newest_first(stage):
    record = stage.a_person()
    (referral,) = stage.refer(record)
    with stage.at_work(Role.CASEWORKER) as caseworker:
        acknowledge(referral, by=caseworker, at=LATER)

    rows = statement_of(record.handle).shared

    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
    assert rows[0].kind == "referral.acknowledged"
    assert rows[0].at == LATER


ACTS = st.lists(st.sampled_from(["refer", "withdraw", "look", "consent", "deliver"]), max_size=7)


@settings(max_examples=one_in(5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_it_lists_every_entry_of_the_ledger_about_the_person_and_no_other(stage, acts):
    """REQ-004-048"""
    record, neighbour = stage.a_person(), stage.a_person(surname="Reid", nino="QQ654321A")
    stage.refer(neighbour)
    done_to(stage, record, acts)

    statement = statement_of(record.handle)

    with participant(linked_handles(record.handle)):
        theirs = list(Record.objects.all())
    assert {each.handle for each in theirs} == statement.handles
    assert entries_of(statement) == entries_in_ledger(stage, *theirs)
    assert neighbour.handle not in statement.handles


def done_to(stage, record, acts):
    """Do these to one person, as far as each is possible in turn."""
    referral = None
    for act in acts:
        if act == "refer" and referral is None:
            (answer,) = stage.ask(record)
            referral = answer.referral
        elif act == "deliver":
            stage.deliver()
        elif act == "look":
            with stage.at_work(Role.WORK_COACH) as coach:
                look(record, by=coach, what=Look.What.RECORD, at=NOON)
        elif act == "consent":
            with stage.at_work(Role.WORK_COACH) as coach:
                scope, on = "consent_leavers_plan", NOON.date()
                give_consent(record, scope=scope, wording="wfs-1", on=on, by=coach, at=NOON)
        elif act == "withdraw" and referral:
            with stage.at_work(Role.REFERRAL_TEAM) as team:
                referral.refresh_from_db()
                if referral.status == "REFERRED":
                    withdraw(referral, reason=WITHDRAWAL, by=team, at=NOON)


def test_what_is_withheld_and_what_is_not_held_are_listed_apart(stage):
    record = stage.a_person(
        case_kind=Record.CaseKind.MAPPA, telephone_alternate="0131 496 0124", title=None
    )
    stage.refer(record)

    row = the_referral(statement_of(record.handle))

    assert "Address" in row.withheld
    assert "Telephone number" in row.withheld
    assert "Title" in row.not_held
    assert not {"address", "postcode", "telephone", "title"} & {item.code for item in row.items}


def test_a_send_that_was_stopped_was_not_sent(stage):
    record = stage.a_person()
    stage.ask(record)
    with acting_for(stage.department.pk):
        Record.objects.filter(pk=record.pk).update(case_kind=Record.CaseKind.SCR)
    stage.deliver()

    statement = statement_of(record.handle)

    assert the_referral(statement).status == Disclosure.Status.FAILED
    assert not the_referral(statement).was_sent
    assert statement.recipients == [stage.provider.name]  # of the shared row, before it was stopped
    assert statement.handles == {record.handle}


def test_could_have_gone_went_and_was_looked_at_are_told_apart(stage):
    """REQ-004-049"""
    record = stage.a_person()
    stage.refer(record)
    received = stage.received(record)

    (reach,) = statement_of(record.handle).reach
    assert len(reach.permitted) > len(reach.sent) > len(reach.read) == 0

    with stage.at_work(Role.CASEWORKER) as caseworker:
        look(received, by=caseworker, what=Look.What.RECORD, at=LATER)
    (reach,) = statement_of(record.handle).reach
    assert reach.permitted > reach.sent > reach.read > set()
    assert reach.sent - reach.read == {"nino"}


def test_who_looked_is_counted_by_organisation_and_nobody_is_named(stage):
    record = stage.a_person()
    stage.refer(record)
    with stage.at_work(Role.WORK_COACH) as coach:
        look(record, by=coach, what=Look.What.RECORD, at=NOON)
        look(record, by=coach, what=Look.What.NINO, at=LATER, reason="To check a letter.")

    (looked,) = statement_of(record.handle).looked

    assert (looked.organisation, looked.times) == (stage.department.name, 2)
    assert looked.last_on == LATER.date()


def test_an_erasure_before_something_was_given_is_not_of_it(stage):
    """REQ-004-048"""
    record = stage.a_person()
    stage.refer(record)
    statement = statement_of(record.handle)
    row = the_referral(statement)
    before, after = (
        ErasedBy(
            organisation_id=stage.provider.pk,
            organisation=stage.provider.name,
            at=row.at + timedelta(minutes=minutes),
            key_classes=(),
            whole_record=True,
        )
        for minutes in (-1, 1)
    )

    assert replace(statement, erased=(before, after)).erasures_since(row) == [after]


def test_a_sealed_part_that_was_broken_is_shown_as_altered(stage):
    record = stage.a_person()
    stage.refer(record)

    seal_anew(stage, record, lambda sealed, _parcel: Sealed(sealed[0][::-1], sealed[1]))

    assert states_of_the_referral(record) == {(State.ALTERED, None)}


def test_a_sealed_part_exchanged_for_a_good_one_is_shown_as_altered(stage):
    """The ledger committed to other values, whatever a thief of the keys seals now."""
    record = stage.a_person()
    stage.refer(record)

    def another(_sealed, parcel):
        key = standing_keys([record.handle])[record.handle, "identity"]
        return seal({"surname": "Reid"}, key=key, entry_id=parcel.entry)

    seal_anew(stage, record, another)

    assert states_of_the_referral(record) == {(State.ALTERED, None)}


def seal_anew(stage, record, exchanged):
    with acting_for(stage.department.pk):
        parcel = Parcel.objects.get(from_handle=record.handle)
        part = exchanged(parcel.sealed["identity"], parcel)
        parcel.sealed["identity"] = [part.commitment, part.part]
        parcel.save(update_fields=["sealed"])


def states_of_the_referral(record):
    row = the_referral(statement_of(record.handle))
    return {(item.state, item.value) for item in row.items}


def test_as_the_person_nothing_of_anybody_else_is_seen_by_raw_sql_either(stage):
    record = stage.a_person()
    neighbour = stage.a_person(surname="Reid", nino="QQ654321A")
    stage.start(record, neighbour)
    hers = {record.handle, stage.received(record).handle}

    with participant(hers), connection.cursor() as cursor:
        seen = {}
        for table, column in (
            ("people_record", "handle"),
            ("people_look", "handle"),
            ("keys.record_key", "handle"),
            ("ledger_entry", "subject"),
            ("rights_erasure", "handle"),
        ):
            cursor.execute(f"select distinct {column} from {table}")
            seen[table] = {handle for (handle,) in cursor.fetchall()}
        cursor.execute("select from_handle from disclosures_parcel")
        seen["disclosures_parcel"] = {handle for (handle,) in cursor.fetchall()}
        cursor.execute(
            "select r.handle from casework_referral c"
            " join people_record r on r.id in (c.sent_from_id, c.received_as_id)"
        )
        assert sorted(cursor.fetchall()) == sorted((handle,) for handle in hers)
        cursor.execute("select count(*) from casework_referral")
        assert cursor.fetchone() == (1,)
        for table in ("people_fact", "people_personname", "people_identifier", "people_address"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table

    assert seen["people_record"] == hers
    assert all(handles <= hers for handles in seen.values()), seen


def test_the_person_can_only_read(stage):
    record = stage.a_person()
    stage.refer(record)

    with participant({record.handle}):
        assert Record.objects.update(case_kind="SCR") == 0
        assert Parcel.objects.update(sealed={}) == 0


def test_the_ledger_that_it_is_drawn_from_holds_no_value(stage):
    record = stage.a_person()
    stage.start(record)

    with participant(linked_handles(record.handle)):
        leaves = "".join(json.dumps(bytes(entry.leaf).decode()) for entry in Entry.objects.all())

    for value in ("Grant", "Ailsa", "QQ123456C", "Larch", "FK1 1AA", "496 0123", "kitchen"):
        assert value not in leaves

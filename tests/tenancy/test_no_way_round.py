"""Roads round the gate, each tried: what stops it is in the name or in the error expected."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from onward.people.facts import NewFact, add_fact
from onward.people.models import Fact, PersonName, Record
from onward.people.records import open_record
from onward.tenancy.context import acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
MARKER = "Zebedeemarker"


@pytest.fixture
def ours():
    return an_organisation()


@pytest.fixture
def theirs():
    """Another organisation's record, full of a marker."""
    organisation = an_organisation()
    staff = a_member_of_staff(organisation)
    with acting_for(organisation.pk, user=staff.pk):
        record = open_record(at=NOON, by=staff)
        add_fact(
            NewFact(
                record=record,
                values={"surname": MARKER, "nino": "QQ123456C"},
                source=Fact.Source.STAFF,
                valid_from=NOON.date(),
                at=NOON,
            )
        )
    return record


def run(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def test_the_orm_cannot_write_a_fact_into_anothers_record_because_of_the_row_policy(ours, theirs):
    with acting_for(ours.pk), pytest.raises(ProgrammingError, match="row-level security"):
        Fact.objects.create(
            organisation_id=theirs.organisation_id,
            record=theirs,
            source=Fact.Source.STAFF,
            number=9,
            valid_from=NOON.date(),
            known_at=NOON,
            values={},
        )


@transaction.atomic
def attach_a_name(organisation, record_id):
    PersonName.objects.create(organisation=organisation, record_id=record_id, since=NOON)
    connection.check_constraints()


def test_an_own_fact_cannot_point_at_anothers_record_because_the_key_names_the_owner(ours, theirs):
    def point_at(record_id):
        with acting_for(ours.pk), pytest.raises(IntegrityError) as refused:
            attach_a_name(ours, record_id)
        cause: Any = refused.value.__cause__
        return cause.diag.message_primary

    assert point_at(theirs.pk) == point_at(uuid4())  # and the error does not tell which exists


def test_raw_sql_changes_and_removes_none_of_anothers_rows(ours, theirs):
    with acting_for(ours.pk):
        assert run("update people_record set deceased_on = now() where id = %s", theirs.pk) == 0
        assert run("delete from people_personname where surname = %s", MARKER) == 0


def test_raw_sql_reads_none_of_anothers_rows(ours, theirs):
    with acting_for(ours.pk):
        assert not Record.objects.exists()
        assert run("select * from people_personname where surname = %s", MARKER) == []


def test_a_fact_is_not_altered_even_by_its_owner_because_of_a_trigger(theirs):
    with acting_for(theirs.organisation_id), pytest.raises(DatabaseError, match="never altered"):
        run('update people_fact set values = \'{"surname": "Other"}\'')


@pytest.mark.parametrize(
    "statement",
    [
        "alter table people_record no force row level security",
        "alter table people_record disable row level security",
        "drop policy sees on people_record",
        "alter table people_fact disable trigger fact_stands",
        "create view everybody as select * from people_record",
        "set local role onward_owner",
        "set local session_replication_role = replica",
        "truncate people_record",
        "grant onward_owner to onward_app",
        "copy people_record to '/tmp/people'",
    ],
)
def test_the_running_role_cannot_take_the_policies_away(ours, theirs, statement):
    with acting_for(ours.pk), pytest.raises(ProgrammingError):
        run(statement)


def test_the_sequencer_sees_no_row_that_belongs_to_an_organisation(theirs):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role onward_sequencer")
        cursor.execute(
            "select c.oid::regclass::text from pg_class c join pg_namespace n"
            " on n.oid = c.relnamespace where n.nspname in ('public', 'keys')"
            " and c.relkind = 'r' and has_table_privilege(c.oid, 'select')"
        )
        readable = {name for (name,) in cursor.fetchall()}

    assert readable == {"ledger_waiting", "ledger_place", "ledger_node"}


def plan_for(surname):
    rows = run("explain select * from people_personname where surname = %s", surname)
    return " ".join(line for (line,) in rows).replace(surname, "?")


def test_a_query_plan_does_not_tell_a_value_that_exists_elsewhere_from_one_that_does_not(
    ours, theirs
):
    with acting_for(ours.pk):
        assert plan_for(MARKER) == plan_for("Zebedeenobody")


def test_the_statistics_of_the_planner_hold_no_personal_value(theirs):
    assert run("select * from pg_stats where most_common_vals::text like %s", f"%{MARKER}%") == []


def test_a_unique_number_held_elsewhere_raises_no_error(ours, theirs):
    staff = a_member_of_staff(ours)
    with acting_for(ours.pk, user=staff.pk):
        record = open_record(at=NOON, by=staff)
        add_fact(
            NewFact(
                record=record,
                values={"nino": "QQ123456C"},
                source=Fact.Source.STAFF,
                valid_from=NOON.date(),
                at=NOON,
            )
        )
        assert run("select count(*) from people_identityquestion") == [(0,)]

"""Row level security stands on every table, and the running role cannot go round it."""

import pytest
from django.core.checks import run_checks
from django.db import connection

from onward.tenancy.checks import isolation_holds

pytestmark = pytest.mark.django_db


def test_every_table_has_forced_row_security_and_the_role_cannot_bypass_it():
    assert isolation_holds(None, ["default"]) == []


def test_no_system_check_complains():
    assert run_checks(databases=["default"]) == []


def test_before_an_organisation_is_named_every_table_is_empty_but_the_instance_row():
    with connection.cursor() as cursor:
        cursor.execute(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables"
            " where schemaname in ('public', 'keys') and tablename <> 'parties_instance'"
            " and has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename),"
            " 'select')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table

"""Grants for the running role, the schema that holds keys, and the append-only trigger."""

from django.db import migrations

FORWARD = """
create schema if not exists keys;
grant usage on schema public to onward_app, onward_auditor, onward_sequencer;
grant usage on schema keys to onward_app;
revoke create on schema public from public;
alter default privileges in schema public
    grant select, insert, update, delete on tables to onward_app;
alter default privileges in schema public grant usage, select on sequences to onward_app;
alter default privileges in schema keys
    grant select, insert, update, delete on tables to onward_app;
alter default privileges in schema keys grant usage, select on sequences to onward_app;
create function append_only() returns trigger language plpgsql as $$
begin
    raise exception 'append only: rows of % are never altered or removed', tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;
"""

BACKWARD = """
drop function append_only();
drop schema keys;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

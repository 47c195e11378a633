"""Who may see and write what of the ledger."""

from django.db import migrations

from onward.tenancy.policies import ANYONE_NAMED, ORGANISATION, PARTICIPANT, isolate, parties

PARTIES = parties("by_organisation_id", "to_organisation_id", "for_organisation_id")
ENTRY_READ = f"{PARTIES} or subject = any({PARTICIPANT})"
HASHES = f"{ANYONE_NAMED} or {PARTICIPANT} is not null"

SEQUENCER = """
revoke all on ledger_waiting from onward_app;
revoke insert, update, delete on ledger_place, ledger_node from onward_app;
grant select, delete on ledger_waiting to onward_sequencer;
grant select, insert on ledger_place, ledger_node to onward_sequencer;
create policy sequences on ledger_waiting for all to onward_sequencer using (true);
create policy queues on ledger_waiting for all to onward_owner using (true) with check (true);
create policy sequences on ledger_place for all to onward_sequencer using (true) with check (true);
create policy sequences on ledger_node for all to onward_sequencer using (true) with check (true);

create function ledger_wait() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    insert into ledger_waiting (entry_id, leaf_hash, entered_at)
        select id, leaf_hash, entered_at from entered;
    return null;
end
$$;
create trigger wait_for_a_place after insert on ledger_entry
    referencing new table as entered for each statement execute function ledger_wait();

create function ledger_oldest_waiting() returns timestamptz language sql stable security definer
    set search_path = public, pg_temp as $$ select min(entered_at) from ledger_waiting $$;
revoke all on function ledger_oldest_waiting() from public;
grant execute on function ledger_oldest_waiting() to onward_app;
"""

AUDITOR = """
grant select on ledger_entry, ledger_waiting, ledger_place, ledger_node, ledger_head
    to onward_auditor;
create policy audits on ledger_entry for select to onward_auditor using (true);
create policy audits on ledger_waiting for select to onward_auditor using (true);
create policy audits on ledger_place for select to onward_auditor using (true);
create policy audits on ledger_node for select to onward_auditor using (true);
create policy audits on ledger_head for select to onward_auditor using (true);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("tenancy", "0001_roles_and_schemas")]
    operations = [
        isolate(
            "ledger_entry",
            read=ENTRY_READ,
            write=f"by_organisation_id = {ORGANISATION}",
            append_only=True,
        ),
        isolate("ledger_place", read=HASHES, write="false", append_only=True),
        isolate("ledger_node", read=HASHES, write="false", append_only=True),
        isolate("ledger_head", read=HASHES, write=ANYONE_NAMED, append_only=True),
        migrations.RunSQL(
            "alter table ledger_waiting enable row level security;"
            "alter table ledger_waiting force row level security;",
            "alter table ledger_waiting disable row level security;",
        ),
        migrations.RunSQL(SEQUENCER),
        migrations.RunSQL(AUDITOR),
    ]

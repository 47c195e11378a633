"""Findings and notes are seen by the parties, as the agreement is; a note is never taken back."""

from django.db import migrations

from onward.tenancy.policies import LISTED, PARTICIPANT, isolate

READ = f"{LISTED} or {PARTICIPANT} is not null"

# As it was, but that a finding may come with a late signature, and a note after every signature.
PARTS_STAND = """
create or replace function part_of_agreement() returns trigger language plpgsql as $$
begin
    if not exists (select from agreements_agreement whole where whole.id = new.agreement_id
                   and whole.organisations = new.organisations)
    then
        raise exception 'a part of an agreement names the parties of the agreement'
            using errcode = 'insufficient_privilege';
    end if;
    if tg_table_name in ('agreements_party', 'agreements_permit')
       and exists (select from agreements_signature where agreement_id = new.agreement_id)
    then
        raise exception 'nothing is added to an agreement that somebody has signed'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger part_of_agreement before insert on agreements_finding
    for each row execute function part_of_agreement();
create trigger part_of_agreement before insert on agreements_decisionnote
    for each row execute function part_of_agreement();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0003_findings")]
    operations = [
        isolate("agreements_finding", read=READ, write=LISTED, append_only=True),
        isolate("agreements_decisionnote", read=READ, write=LISTED, append_only=True),
        migrations.RunSQL(
            PARTS_STAND,
            "drop trigger part_of_agreement on agreements_finding;"
            "drop trigger part_of_agreement on agreements_decisionnote;",
        ),
    ]

"""An agreement is seen by its parties, and by a person whose data passed under it."""

from django.db import migrations

from onward.tenancy.policies import LISTED, ORGANISATION, PARTICIPANT, isolate, parties

# Codes begin with who drew the agreement up: so nobody meets another's, or learns of it.
OWN = f"(select own.code from parties_organisation own where own.id = {ORGANISATION})"  # noqa: S608
OWN_CODE = f"split_part(code, '.', 1) = {OWN}"
READ = f"{LISTED} or {PARTICIPANT} is not null"
SIGN = f"{LISTED} and {parties('organisation_id')}"  # nobody signs for another

# Whoever is named on a part sees it as the agreement's: so a part names exactly the agreement's
# parties, and what they are to sign is whole before the first of them does.
PARTS_STAND = """
create function part_of_agreement() returns trigger language plpgsql as $$
begin
    if not exists (select from agreements_agreement whole where whole.id = new.agreement_id
                   and whole.organisations = new.organisations)
    then
        raise exception 'a part of an agreement names the parties of the agreement'
            using errcode = 'insufficient_privilege';
    end if;
    if tg_table_name <> 'agreements_signature'
       and exists (select from agreements_signature where agreement_id = new.agreement_id)
    then
        raise exception 'nothing is added to an agreement that somebody has signed'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;
create trigger part_of_agreement before insert on agreements_party
    for each row execute function part_of_agreement();
create trigger part_of_agreement before insert on agreements_permit
    for each row execute function part_of_agreement();
create trigger part_of_agreement before insert on agreements_signature
    for each row execute function part_of_agreement();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [
        isolate("agreements_agreement", read=READ, write=f"{LISTED} and {OWN_CODE}", change=LISTED),
        isolate("agreements_party", read=READ, write=LISTED, append_only=True),
        isolate("agreements_permit", read=READ, write=LISTED, append_only=True),
        isolate("agreements_signature", read=READ, write=SIGN, append_only=True),
        migrations.RunSQL(
            "revoke update, delete on agreements_agreement from onward_app;"
            "grant update (ended_at) on agreements_agreement to onward_app;"
        ),
        migrations.RunSQL(PARTS_STAND, "drop function part_of_agreement() cascade"),
    ]

"""Contacts are the authority's own; what was noted stays, or is undone, or goes with the record."""

from django.db import migrations

from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, isolate, own_reference

CONTACT_STANDS = """
create function contact_stands() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - '{undone_at,restricted_to}'::text[]
        = to_jsonb(old) - '{undone_at,restricted_to}'::text[] then
        return new;
    end if;
    raise exception 'what was noted of a contact is undone, never altered'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger contact_stands before update on tracking_contact
    for each row execute function contact_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("tracking", "0008_contacts")]
    operations = [
        isolate("tracking_contact", read=OWN_UNRESTRICTED, write=OWN),
        own_reference("tracking_contact", "record_id", "people_record"),
        migrations.RunSQL(CONTACT_STANDS, "drop function contact_stands() cascade"),
    ]

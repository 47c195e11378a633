"""Documents are the authority's own; she reads in her statement which are kept about her."""

from django.db import migrations

from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, PARTICIPANT, isolate, own_reference

HERS = f"({PARTICIPANT} is not null and sees_record(record_id))"
DOCUMENT_STANDS = """
create function document_stands() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - '{sealed,title,removed_at,removed_by,restricted_to}'::text[]
        = to_jsonb(old) - '{sealed,title,removed_at,removed_by,restricted_to}'::text[]
        and (new.sealed = old.sealed or new.removed_at is not null) then
        return new;
    end if;
    raise exception 'a document that is kept is removed, never altered'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger document_stands before update on tracking_document
    for each row execute function document_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("tracking", "0017_documents"), ("casework", "0002_row_security")]
    operations = [
        isolate(
            "tracking_document",
            read=f"{OWN_UNRESTRICTED} or {HERS}",
            write=OWN,
            change=OWN_UNRESTRICTED,
        ),
        own_reference("tracking_document", "record_id", "people_record"),
        migrations.RunSQL(DOCUMENT_STANDS, "drop function document_stands() cascade"),
    ]

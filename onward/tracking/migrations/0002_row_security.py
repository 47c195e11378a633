"""A request is seen by its two parties and the person; what a release says by the district alone."""

from django.db import migrations

from onward.tenancy.policies import (
    OWN,
    OWN_UNRESTRICTED,
    PARTICIPANT,
    isolate,
    own_reference,
    parties,
    unrestricted,
)

AUTHORITY = f"({parties('authority_id')} and {unrestricted('authority_restricted_to')})"
DISTRICT = f"({parties('district_id')} and {unrestricted('district_restricted_to')})"
PARTIES = f"{AUTHORITY} or {DISTRICT}"
HERS = f"({PARTICIPANT} is not null and (sees_record(asked_from_id) or sees_record(found_as_id)))"

# What each side's moves write. The gate delivers as the district, so it says what was received.
ROW_STANDS = """
create function data_request_stands() returns trigger language plpgsql as $$
declare
    own bigint := nullif(current_setting('onward.organisation', true), '')::bigint;
    may text[] := '{}';
begin
    if own = old.district_id then
        may := may || '{status,decided_at,decided_by,released_items,refusal_reason,disclosure_id,
                        found_as_id,found_handle,district_restricted_to,received_at,update_due_on,
                        keep_until}'::text[];
    end if;
    if own = old.authority_id then
        may := may || '{status,updated_at,contacted_at,closed_at,deleted_at,
                        authority_restricted_to}'::text[];
    end if;
    if to_jsonb(new) - may = to_jsonb(old) - may then
        return new;
    end if;
    raise exception 'a party to a request changes only what is its own to say'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger data_request_stands before update on tracking_datarequest
    for each row execute function data_request_stands();
revoke delete on tracking_datarequest, tracking_release, tracking_inspection from onward_app;
"""
INSPECTION_STANDS = """
create function inspection_stands() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - '{permitted_by,permitted_at,until_on,ended_at}'::text[]
        = to_jsonb(old) - '{permitted_by,permitted_at,until_on,ended_at}'::text[] then
        return new;
    end if;
    raise exception 'who inspects what does not change'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger inspection_stands before update on tracking_inspection
    for each row execute function inspection_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("tracking", "0001_initial"), ("casework", "0002_row_security")]
    operations = [
        isolate(
            "tracking_datarequest",
            read=f"{PARTIES} or {HERS}",
            write=parties("authority_id"),
            change=PARTIES,
        ),
        own_reference(
            "tracking_datarequest", "asked_from_id", "people_record", organisation="authority_id"
        ),
        own_reference(
            "tracking_datarequest", "found_as_id", "people_record", organisation="district_id"
        ),
        migrations.RunSQL(ROW_STANDS, "drop function data_request_stands() cascade"),
        isolate("tracking_release", read=OWN_UNRESTRICTED, write=OWN),
        own_reference("tracking_release", "record_id", "people_record"),
        isolate(
            "tracking_inspection",
            read=parties("authority_id", "district_id"),
            write=parties("district_id"),
            change=parties("authority_id"),
        ),
        migrations.RunSQL(INSPECTION_STANDS, "drop function inspection_stands() cascade"),
    ]

"""Sessions and who came are the authority's own; she reads in her statement where she came."""

from django.db import migrations

from onward.tenancy.policies import (
    OWN,
    OWN_UNRESTRICTED,
    PARTICIPANT,
    isolate,
    own_reference,
    sight,
)

HERS = f"({PARTICIPANT} is not null and sees_record(record_id))"
SHE_CAME = f"({PARTICIPANT} is not null and sees_attendance(id))"
ATTENDANCE_STANDS = """
create function attendance_stands() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - '{taken_back_at,restricted_to}'::text[]
        = to_jsonb(old) - '{taken_back_at,restricted_to}'::text[] then
        return new;
    end if;
    raise exception 'who came to a session is taken back, never altered'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger attendance_stands before update on tracking_attendance
    for each row execute function attendance_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("tracking", "0015_sessions"), ("casework", "0002_row_security")]
    operations = [
        sight("sees_attendance", of="tracking_attendance", column="session_id"),
        isolate(
            "tracking_attendance",
            read=f"{OWN_UNRESTRICTED} or {HERS}",
            write=OWN,
            change=OWN_UNRESTRICTED,
        ),
        isolate("tracking_youthsession", read=f"{OWN} or {SHE_CAME}", write=OWN, change=OWN),
        own_reference("tracking_attendance", "record_id", "people_record"),
        own_reference("tracking_attendance", "session_id", "tracking_youthsession"),
        migrations.RunSQL(ATTENDANCE_STANDS, "drop function attendance_stands() cascade"),
    ]

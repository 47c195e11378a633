"""What an authority keeps of a young person is its own; only what is said of it is ever added."""

from django.db import migrations

from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, isolate, own_reference

# What was said stays as it was said: it can be replaced, hidden with its record, or removed whole.
STATEMENT_STANDS = """
create function activity_stands() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - '{replaced_at,replaced_by,restricted_to}'::text[]
        = to_jsonb(old) - '{replaced_at,replaced_by,restricted_to}'::text[] then
        return new;
    end if;
    raise exception 'what was said of an activity is replaced, never altered'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger activity_stands before update on tracking_activitystatement
    for each row execute function activity_stands();
"""
OF_A_RECORD = (
    "tracking_following",
    "tracking_activitystatement",
    "tracking_leftcohort",
    "tracking_inreturn",
    "tracking_returnfinding",
)
OF_A_RETURN = ("tracking_inreturn", "tracking_returnfinding")


class Migration(migrations.Migration):
    dependencies = [("tracking", "0003_young_people")]
    operations = [
        isolate("tracking_service", read=OWN),
        isolate("tracking_monthlyreturn", read=OWN),
        *(isolate(table, read=OWN_UNRESTRICTED, write=OWN) for table in OF_A_RECORD),
        *(own_reference(table, "record_id", "people_record") for table in OF_A_RECORD),
        *(
            own_reference(table, "monthly_return_id", "tracking_monthlyreturn")
            for table in OF_A_RETURN
        ),
        migrations.RunSQL(STATEMENT_STANDS, "drop function activity_stands() cascade"),
    ]

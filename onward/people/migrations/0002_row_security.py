"""A record and its facts are seen by its organisation alone, or by the users it names."""

from django.db import migrations

from onward.tenancy.policies import (
    OWN,
    OWN_UNRESTRICTED,
    PARTICIPANT,
    isolate,
    no_statistics,
    own_reference,
)

OF_A_RECORD = (
    "people_fact",
    "people_personname",
    "people_identifier",
    "people_address",
    "people_birthdate",
    "people_consent",
)

FACTS_STAND = """
create function fact_stands() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
       and to_jsonb(new) - '{values,restricted_to}'::text[]
         = to_jsonb(old) - '{values,restricted_to}'::text[]
       and not exists (select from jsonb_each(new.values) kept
                       where old.values -> kept.key is distinct from kept.value)
       and (new.values <> old.values or new.values = '{}'::jsonb
            or new.restricted_to is distinct from old.restricted_to)
    then
        return new;
    end if;
    raise exception 'a fact is never altered or removed, only emptied by erasure'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger fact_stands before update or delete on people_fact
    for each row execute function fact_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        isolate(
            "people_record",
            read=f"({OWN_UNRESTRICTED}) or handle = any({PARTICIPANT})",
            write=OWN,
            change=OWN_UNRESTRICTED,
            becomes=OWN,
        ),
        *(isolate(table, read=OWN_UNRESTRICTED, write=OWN, becomes=OWN) for table in OF_A_RECORD),
        *(own_reference(table, "record_id", "people_record") for table in OF_A_RECORD),
        isolate("people_identityquestion", read=OWN_UNRESTRICTED, write=OWN),
        own_reference("people_identityquestion", "first_id", "people_record"),
        own_reference("people_identityquestion", "second_id", "people_record"),
        isolate(
            "people_look",
            read=f"{OWN} or handle = any({PARTICIPANT})",
            write=OWN,
            append_only=True,
        ),
        isolate(
            "keys.record_key",
            read=f"{OWN} or handle = any({PARTICIPANT})",
            write=OWN,
            change=OWN,
        ),
        migrations.RunSQL(FACTS_STAND, "drop function fact_stands() cascade"),
        no_statistics("people_fact", ["values"]),
        no_statistics(
            "people_personname",
            ["forename", "surname", "forename_key", "surname_key", "surname_sound"],
        ),
        no_statistics("people_identifier", ["value"]),
        no_statistics("people_address", ["lines", "postcode", "postcode_key"]),
        no_statistics("people_birthdate", ['"on"']),
    ]

"""What a contact was stays; what the service said of a message comes later, beside it."""

from django.db import migrations

FUNCTION = """
create or replace function contact_stands() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - '{columns}'::text[]
        = to_jsonb(old) - '{columns}'::text[] then
        return new;
    end if;
    raise exception 'what was noted of a contact is undone, never altered'
        using errcode = 'insufficient_privilege';
end
$$
"""


def _letting_alter(columns: str) -> str:
    return FUNCTION.replace("{columns}", f"{{{columns}}}")


class Migration(migrations.Migration):
    dependencies = [("tracking", "0013_contacts_have_receipts")]
    operations = [
        migrations.RunSQL(
            _letting_alter("undone_at,restricted_to,delivery"),
            _letting_alter("undone_at,restricted_to"),
        ),
    ]

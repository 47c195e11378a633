"""Both sides see what they settled, and each writes what is its own to say."""

from django.db import migrations

from onward.tenancy.policies import ORGANISATION, OWN, isolate, parties

TWO_SIDES = parties("provider_id", "department_id")
CHAIN = parties("prime_id", "subcontractor_id", "department_id")
ENDS = parties("sender_id", "recipient_id")


def of_our_prime(table: str) -> str:
    """A subcontractor reads what its prime's messages are decided by, for they are its own too."""
    return (
        "exists (select from email_route_listeduse line"
        f" where line.subcontractor_id = {ORGANISATION}"
        f" and line.prime_id = {table}.provider_id and line.department_id = {table}.department_id)"
    )


def stands(table: str, may_write: dict[str, str]) -> migrations.RunSQL:
    """Each side of a row alters the columns that are its own to say, and nobody removes it."""
    name = table.removeprefix("email_route_") + "_stands"
    cases = "".join(
        f"if {side} then may := may || '{{{columns}}}'::text[]; end if;\n"
        for side, columns in may_write.items()
    )
    return migrations.RunSQL(
        f"""
create function {name}() returns trigger language plpgsql as $$
declare
    own bigint := {ORGANISATION};
    may text[] := '{{}}';
begin
    {cases}
    if to_jsonb(new) - may = to_jsonb(old) - may then
        return new;
    end if;
    raise exception 'a side of the e-mail route changes only what is its own to say'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger {name} before update on {table} for each row execute function {name}();
revoke delete on {table} from onward_app;
""",
        f"drop function {name}() cascade",
    )


class Migration(migrations.Migration):
    dependencies = [("email_route", "0001_initial")]
    operations = [
        isolate(
            "email_route_listeduse",
            read=CHAIN,
            write=parties("prime_id"),
            change=parties("prime_id", "department_id"),
        ),
        stands(
            "email_route_listeduse",
            {
                "own = old.prime_id": "due_diligence_on,offshore,listed_at,listed_by,withdrawn_at",
                "own = old.department_id": "formally_approved_on,starts_on,start_agreed_at,"
                "ends_on,end_agreed_at",
            },
        ),
        isolate(
            "email_route_processpermission",
            read=f"{TWO_SIDES} or {of_our_prime('email_route_processpermission')}",
            write=f"{parties('provider_id')} and approved_at is null",
            change=parties("department_id"),
        ),
        stands(
            "email_route_processpermission",
            {
                "own = old.department_id": "conditions_met_on,approved_at,approved_by,form_digest,"
                "document_digest,revoked_at,revoked_by",
            },
        ),
        isolate(
            "email_route_permissiondocument",
            read=TWO_SIDES,
            write=parties("department_id"),
            append_only=True,
        ),
        isolate(
            "email_route_inboxpair",
            read=ENDS,
            write=f"{ENDS} and {parties('designated_by_id')} and agreed_at is null",
            change=ENDS,
        ),
        stands(
            "email_route_inboxpair",
            {
                "own <> old.designated_by_id": "agreed_at,agreed_by",
                "own in (old.sender_id, old.recipient_id)": "ended_at",
            },
        ),
        isolate(
            "email_route_exemption",
            read=f"{TWO_SIDES} or {of_our_prime('email_route_exemption')}",
            write=parties("department_id"),
            append_only=True,
        ),
        isolate(
            "email_route_outage",
            read=f"{TWO_SIDES} or {of_our_prime('email_route_outage')}",
            write=f"{TWO_SIDES} and {parties('declared_by_id')}",
            change=parties("declared_by_id"),
        ),
        stands(
            "email_route_outage",
            {
                "own = old.declared_by_id": "expected_until,meanwhile,clerical_notice_at,"
                "works_since,ended_at",
            },
        ),
        isolate("email_route_sentform", read=OWN),
        isolate("email_route_misdirection", read=OWN),
        isolate("email_route_breachassessment", read=OWN),
    ]

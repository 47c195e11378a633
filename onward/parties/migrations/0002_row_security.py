"""Who may see and write what of the register."""

from django.db import migrations

from onward.tenancy.policies import (
    ANYONE_NAMED,
    ORGANISATION,
    OWN,
    PARTICIPANT,
    USER,
    isolate,
    parties,
)

THE_REGISTER = f"{ORGANISATION} = 0"
SIGNING_IN = "email = nullif(current_setting('onward.signing_in', true), '')"
NAMED_ACCOUNT = f"{OWN} or id::text = {USER} or {SIGNING_IN}"
# Nobody who acts for one organisation moves an account, their own either, to another.
STAYS = f"{OWN} or {SIGNING_IN} or ({ORGANISATION} is null and id::text = {USER})"
NAMED_SESSION = "session_key = nullif(current_setting('onward.session', true), '')"
OVER = f"({THE_REGISTER} and expire_date < now())"
ACCREDITATION = parties("provider_id", "commissioner_id", "operations_id")
BY_THE_OWNER = "current_user = 'onward_owner'"


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial"), ("tenancy", "0001_roles_and_schemas")]
    operations = [
        isolate(
            "parties_organisation",
            read=f"{ANYONE_NAMED} or {PARTICIPANT} is not null",
            write=THE_REGISTER,
            change=ANYONE_NAMED,  # a row that is locked passes here too
            becomes=f"{THE_REGISTER} or id = {ORGANISATION}",
        ),
        isolate(
            "parties_staff", read=NAMED_ACCOUNT, write=OWN, change=NAMED_ACCOUNT, becomes=STAYS
        ),
        isolate(
            "parties_staffsession",
            read=f"{NAMED_SESSION} or {OVER}",
            write=NAMED_SESSION,
            becomes=NAMED_SESSION,
        ),
        isolate(
            "parties_accreditation",
            read=ACCREDITATION,
            write=parties("commissioner_id"),
            change=parties("commissioner_id", "operations_id"),
        ),
        migrations.RunSQL(
            "revoke delete on parties_organisation, parties_accreditation from onward_app;"
            "revoke update on parties_accreditation from onward_app;"
            "grant update (granted_on, expires_on, operations_told_at, withdrawn_on)"
            " on parties_accreditation to onward_app;"
        ),
        # What kind of database this is can be read by anyone and decided by its owner alone.
        isolate(
            "parties_instance",
            read="true",
            write=BY_THE_OWNER,
            change=f"demonstration or {BY_THE_OWNER}",
        ),
        migrations.RunSQL(
            "revoke insert, update, delete on parties_instance from onward_app;"
            "grant update (clock_at) on parties_instance to onward_app;"
        ),
    ]

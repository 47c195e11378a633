"""A referral is seen by its three parties, the provider only once it arrived, and the person."""

from django.db import migrations

from onward.tenancy.policies import (
    OWN,
    OWN_UNRESTRICTED,
    PARTICIPANT,
    isolate,
    own_reference,
    parties,
    sight,
    unrestricted,
)

REFERRER = f"({parties('referrer_id')} and {unrestricted('referrer_restricted_to')})"
PROVIDER = (
    f"({parties('provider_id')} and arrived_at is not null"
    f" and {unrestricted('provider_restricted_to')})"
)
COMMISSIONER = parties("commissioner_id")
PARTIES = f"{REFERRER} or {PROVIDER} or {COMMISSIONER}"
# As the person, people_record shows her own records alone.
HERS = f"({PARTICIPANT} is not null and (sees_record(sent_from_id) or sees_record(received_as_id)))"

# What each side's moves write. The referrer also says that it arrived, for the gate delivers in
# its context; nobody changes who the parties are, whom it is about, or under what it was made.
ROW_STANDS = """
create function referral_stands() returns trigger language plpgsql as $$
declare
    own bigint := nullif(current_setting('onward.organisation', true), '')::bigint;
    may text[] := '{}';
begin
    if own = old.referrer_id then
        may := may || '{status,version,withdrawal_reason,referrer_restricted_to,arrived_at,
                        received_as_id,provider_restricted_to}'::text[];
    end if;
    if own = old.provider_id then
        may := may || '{status,acknowledged_at,rejection_reason,cancellation_reason,
                        cancellation_asked_at,deletion_confirmed_at,started_on,ended_on,
                        end_reason,provider_restricted_to}'::text[];
    end if;
    if own = old.commissioner_id then
        may := may || '{status,cancellation_reason,cancellation_asked_at}'::text[];
    end if;
    if to_jsonb(new) - may = to_jsonb(old) - may then
        return new;
    end if;
    raise exception 'a party to a referral changes only what is its own to say'
        using errcode = 'insufficient_privilege';
end
$$;
create trigger referral_stands before update on casework_referral
    for each row execute function referral_stands();
revoke delete on casework_referral from onward_app;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [
        sight("sees_record", of="people_record"),
        isolate(
            "casework_referral",
            read=f"{PARTIES} or {HERS}",
            write=parties("referrer_id"),
            change=PARTIES,
        ),
        own_reference(
            "casework_referral", "sent_from_id", "people_record", organisation="referrer_id"
        ),
        own_reference(
            "casework_referral", "received_as_id", "people_record", organisation="provider_id"
        ),
        migrations.RunSQL(ROW_STANDS, "drop function referral_stands() cascade"),
        isolate("casework_planread", read=OWN_UNRESTRICTED, write=OWN),
    ]

"""A referral is seen by its three parties; by the provider only once it has arrived."""

from django.db import migrations

from onward.tenancy.policies import (
    OWN,
    OWN_UNRESTRICTED,
    isolate,
    own_reference,
    parties,
    unrestricted,
)

REFERRER = f"({parties('referrer_id')} and {unrestricted('referrer_restricted_to')})"
PROVIDER = (
    f"({parties('provider_id')} and arrived_at is not null"
    f" and {unrestricted('provider_restricted_to')})"
)
COMMISSIONER = parties("commissioner_id")
PARTIES = f"{REFERRER} or {PROVIDER} or {COMMISSIONER}"


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [
        isolate("casework_referral", read=PARTIES, write=parties("referrer_id"), change=PARTIES),
        own_reference(
            "casework_referral", "sent_from_id", "people_record", organisation="referrer_id"
        ),
        own_reference(
            "casework_referral", "received_as_id", "people_record", organisation="provider_id"
        ),
        isolate("casework_planread", read=OWN_UNRESTRICTED, write=OWN),
    ]

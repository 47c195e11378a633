"""A referral is seen by its three parties, the provider only once it arrived, and the person."""

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

REFERRER = f"({parties('referrer_id')} and {unrestricted('referrer_restricted_to')})"
PROVIDER = (
    f"({parties('provider_id')} and arrived_at is not null"
    f" and {unrestricted('provider_restricted_to')})"
)
COMMISSIONER = parties("commissioner_id")
PARTIES = f"{REFERRER} or {PROVIDER} or {COMMISSIONER}"
# As the person, people_record shows her own records alone.
HER_RECORDS = "(select r.id from people_record r)"
HERS = (
    f"({PARTICIPANT} is not null"
    f" and (sent_from_id in {HER_RECORDS} or received_as_id in {HER_RECORDS}))"
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [
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
        isolate("casework_planread", read=OWN_UNRESTRICTED, write=OWN),
    ]

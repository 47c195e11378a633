"""A contract and its prices are seen by its three parties; an opportunity by the referrer too."""

from django.db import migrations

from onward.tenancy.policies import PARTICIPANT, isolate, parties

PARTIES = parties("commissioner_id", "operations_id", "provider_id")
SET_UP = parties("commissioner_id", "operations_id")
PUBLISHED = f"({parties('referrer_id')} and published_at is not null)"
# What she was referred to is named in her statement; an opportunity says nothing of anybody.
OPEN_TO = f"{PARTIES} or {PUBLISHED} or {PARTICIPANT} is not null"


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial")]
    operations = [
        isolate("contracts_contract", read=PARTIES, write=SET_UP, change=SET_UP),
        isolate("contracts_opportunity", read=OPEN_TO, write=SET_UP, change=SET_UP),
        isolate("contracts_price", read=PARTIES, write=SET_UP, append_only=True),
        isolate("contracts_bankdetails", read=PARTIES, write=PARTIES, change=SET_UP),
    ]

"""Whoever is named sees when heads left and what verifications found; nobody alters either."""

from django.db import migrations

from onward.tenancy.policies import ANYONE_NAMED, PARTICIPANT, isolate

SEEN = f"{ANYONE_NAMED} or {PARTICIPANT} is not null"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_witnessed_and_verified")]
    operations = [
        isolate("ledger_witnessed", read=SEEN, write=SEEN, append_only=True),
        isolate("ledger_verification", read=ANYONE_NAMED, append_only=True),
    ]

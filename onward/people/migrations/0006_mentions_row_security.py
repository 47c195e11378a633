"""Whom a record mentions is seen with it."""

from django.db import migrations

from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, isolate, own_reference


class Migration(migrations.Migration):
    dependencies = [("people", "0005_mentions")]
    operations = [
        isolate("people_mention", read=OWN_UNRESTRICTED, write=OWN, becomes=OWN),
        own_reference("people_mention", "record_id", "people_record"),
        own_reference("people_mention", "mentioned_id", "people_record"),
    ]

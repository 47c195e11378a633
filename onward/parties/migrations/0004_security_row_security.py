"""Plans are known to whoever might send to the provider; a new review is a new row."""

from django.db import migrations

from onward.tenancy.policies import ANYONE_NAMED, isolate, parties


class Migration(migrations.Migration):
    dependencies = [("parties", "0003_security_plans")]
    operations = [
        isolate(
            "parties_securityplan",
            read=ANYONE_NAMED,
            write=parties("assurer_id"),
            append_only=True,
        ),
    ]

"""Mail belongs to the organisation it came to; the person it is about is one of its own."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate, no_statistics, own_reference


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_received_email")]
    operations = [
        isolate("intake_receivedemail", read=OWN),
        own_reference("intake_receivedemail", "record_id", "people_record"),
        no_statistics("intake_receivedemail", ("content",)),
    ]

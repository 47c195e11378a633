"""Messages are the sender's own, about a record of its own."""

from django.db import migrations

from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, isolate, own_reference


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0014_messages")]
    operations = [
        isolate("disclosures_message", read=OWN_UNRESTRICTED, write=OWN),
        own_reference("disclosures_message", "record_id", "people_record"),
    ]

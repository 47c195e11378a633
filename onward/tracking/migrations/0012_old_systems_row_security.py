"""What an old system had is the authority's own; a report that was signed stays as it was."""

from django.db import migrations

from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, isolate, own_reference


class Migration(migrations.Migration):
    dependencies = [("tracking", "0011_old_systems")]
    operations = [
        isolate("tracking_oldreference", read=OWN_UNRESTRICTED, write=OWN),
        own_reference("tracking_oldreference", "record_id", "people_record"),
        isolate("tracking_oldwords", read=OWN_UNRESTRICTED, write=OWN),
        own_reference("tracking_oldwords", "record_id", "people_record"),
        isolate("tracking_takeover", read=OWN, change=f"{OWN} and signed_at is null", becomes=OWN),
    ]

"""A gazetteer is kept by each authority for itself; no row is about a person."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate, own_reference


class Migration(migrations.Migration):
    dependencies = [("tracking", "0019_gazetteer")]
    operations = [
        isolate("tracking_gazetteeraddress", read=OWN),
        own_reference("tracking_gazetteeraddress", "version_id", "tracking_placeversion"),
    ]

"""Where postcodes lie is kept by each authority for itself; no row is about a person."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate, own_reference


class Migration(migrations.Migration):
    dependencies = [("tracking", "0005_places")]
    operations = [
        isolate("tracking_placeversion", read=OWN),
        isolate("tracking_place", read=OWN),
        own_reference("tracking_place", "version_id", "tracking_placeversion"),
    ]

"""A sample is its drawer's own; what goes of it is a disclosure."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial")]
    operations = [isolate("returns_evaluationsample", read=OWN)]

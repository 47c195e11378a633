"""How lists are written is the organisation's own, and holds no person."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_list_settings")]
    operations = [isolate("intake_listsettings", read=OWN)]

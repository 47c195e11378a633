"""How an authority weighs a risk is its own."""

from django.db import migrations

from onward.tenancy.policies import OWN, isolate


class Migration(migrations.Migration):
    dependencies = [("tracking", "0022_risk_weighing")]
    operations = [isolate("tracking_riskweighing", read=OWN)]

"""Evidence belongs to the organisation that gathered it."""

from django.db import migrations

from onward.tenancy.policies import (
    OWN,
    OWN_UNRESTRICTED,
    isolate,
    no_statistics,
    own_reference,
)

TABLES = (
    "outcomes_job",
    "outcomes_weekworked",
    "outcomes_earlierevidence",
    "outcomes_outcome",
)


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_initial")]
    operations = [
        *(isolate(table, read=OWN_UNRESTRICTED, write=OWN, becomes=OWN) for table in TABLES),
        *(own_reference(table, "record_id", "people_record") for table in TABLES),
        no_statistics("outcomes_job", ["employer", "reference"]),
        no_statistics("outcomes_earlierevidence", ["values"]),
    ]

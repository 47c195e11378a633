"""Objections, restrictions of use and introductions are seen as the record they are about."""

from django.db import migrations

from onward.tenancy.policies import OWN, OWN_UNRESTRICTED, isolate, own_reference

TABLES = ("people_objection", "people_restriction", "people_introduction")


class Migration(migrations.Migration):
    dependencies = [("people", "0007_objections_restrictions_and_introductions")]
    operations = [
        *(isolate(table, read=OWN_UNRESTRICTED, write=OWN, becomes=OWN) for table in TABLES),
        *(own_reference(table, "record_id", "people_record") for table in TABLES),
    ]

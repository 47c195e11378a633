"""An agreement is seen by its parties, and by a person whose data passed under it."""

from django.db import migrations

from onward.tenancy.policies import LISTED, PARTICIPANT, isolate, parties

READ = f"{LISTED} or {PARTICIPANT} is not null"
SIGN = f"{LISTED} and {parties('organisation_id')}"  # nobody signs for another


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial")]
    operations = [
        isolate("agreements_agreement", read=READ, write=LISTED, change=LISTED),
        isolate("agreements_party", read=READ, write=LISTED, append_only=True),
        isolate("agreements_permit", read=READ, write=LISTED, append_only=True),
        isolate("agreements_signature", read=READ, write=SIGN, append_only=True),
        migrations.RunSQL(
            "revoke update, delete on agreements_agreement from onward_app;"
            "grant update (ended_at) on agreements_agreement to onward_app;"
        ),
    ]

"""A disclosure is seen by its parties, one that did not go by its sender, hers by the person too."""

from django.db import migrations

from onward.tenancy.policies import PARTICIPANT, isolate, parties, sight

SENDER = parties("sender_id")
PARTIES = parties("recipient_id", "on_behalf_of_id")
WENT = "(sealed <> '{}' or to_handle is not null)"  # what is stopped on its way is emptied
PERSON = f"from_handle = any({PARTICIPANT}) or to_handle = any({PARTICIPANT})"
HERS = f"({PARTICIPANT} is not null and sees_parcel_of(id))"


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0001_initial")]
    operations = [
        sight("sees_parcel_of", of="disclosures_parcel", column="disclosure_id"),
        isolate(
            "disclosures_disclosure",
            read=f"{SENDER} or ({PARTIES} and status not in ('REFUSED', 'FAILED')) or {HERS}",
            write=SENDER,
            change=SENDER,
        ),
        isolate(
            "disclosures_parcel",
            read=f"{SENDER} or ({PARTIES} and {WENT}) or {PERSON}",
            write=SENDER,
            change=SENDER,
        ),
        migrations.RunSQL(
            "revoke delete on disclosures_disclosure, disclosures_parcel from onward_app"
        ),
    ]

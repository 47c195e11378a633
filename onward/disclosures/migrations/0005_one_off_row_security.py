"""What was given once is seen by who gave it, and hers by the person; nobody alters it."""

from django.db import migrations

from onward.tenancy.policies import OWN, PARTICIPANT, isolate


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0004_one_off_authority")]
    operations = [
        isolate(
            "disclosures_oneoff",
            read=f"{OWN} or handle = any({PARTICIPANT})",
            write=OWN,
            append_only=True,
        ),
        isolate("disclosures_oneoffreview", read=OWN, append_only=True),
        isolate("disclosures_trainedgiver", read=OWN),
        isolate("disclosures_declaredinterest", read=OWN, append_only=True),
    ]

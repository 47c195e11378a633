"""An invitation is seen by who gave it, and by whoever holds its link."""

from django.db import migrations

from onward.tenancy.policies import OWN, PARTICIPANT, isolate

LINK = "link_hash = nullif(current_setting('onward.invitation', true), '')"


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial")]
    operations = [
        isolate("rights_invitation", read=f"{OWN} or {LINK}", write=OWN),
        isolate(
            "rights_erasure",
            read=f"{OWN} or handle = any({PARTICIPANT})",
            write=OWN,
            append_only=True,
        ),
    ]

"""What parties put on file is seen by the parties; each adds for itself, and takes nothing back."""

from django.db import migrations

from onward.tenancy.policies import LISTED, isolate, parties

OWN = f"{LISTED} and {parties('organisation_id')}"
PARTS = ("contact", "paper", "dispute", "approval")
PARTS_STAND = "".join(
    f"create trigger part_of_agreement before insert on agreements_{part}"
    " for each row execute function part_of_agreement();"
    for part in PARTS
)
PARTS_FALL = "".join(f"drop trigger part_of_agreement on agreements_{part};" for part in PARTS)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0005_roles_papers_and_disputes")]
    operations = [
        isolate("agreements_contact", read=LISTED, write=OWN, append_only=True),
        isolate("agreements_paper", read=LISTED, write=OWN, append_only=True),
        isolate("agreements_dispute", read=LISTED, write=OWN, change=LISTED),
        isolate("agreements_approval", read=LISTED, write=OWN, change=OWN),
        migrations.RunSQL(
            "revoke update, delete on agreements_dispute, agreements_approval from onward_app;"
            "grant update (settled_on) on agreements_dispute to onward_app;"
            "grant update (ended_on) on agreements_approval to onward_app;"
            "grant update (ended_because, without_instruction) on agreements_agreement"
            " to onward_app;",
            "revoke update (ended_because, without_instruction) on agreements_agreement"
            " from onward_app;",
        ),
        migrations.RunSQL(PARTS_STAND, PARTS_FALL),
    ]

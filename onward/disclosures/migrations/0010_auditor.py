"""What the read-only auditor sees beside the ledger: codes, handles, counts and sealed parts."""

from django.db import migrations

SEEN = {
    "disclosures_disclosure": (
        "id, kind, sender_id, recipient_id, on_behalf_of_id, agreement_id, one_off_id, purpose, channel,"
        " use, status, people_count, digest, by, at"
    ),
    "disclosures_parcel": (
        "id, disclosure_id, sender_id, recipient_id, on_behalf_of_id, from_handle, to_handle,"
        " received_as, within, entry, items, not_held, withheld, sealed"
    ),
    "agreements_agreement": "id, code, number",
    "people_record": "id, handle",
    "people_fact": "id, record_id, source, source_id",
    "payments_run": "number, operations_id, lines_count, payfile_digest",
}
FORWARD = "".join(
    f"grant select ({columns}) on {table} to onward_auditor;"
    f"create policy audits on {table} for select to onward_auditor using (true);"
    for table, columns in SEEN.items()
)
BACKWARD = "".join(
    f"revoke select ({columns}) on {table} from onward_auditor; drop policy audits on {table};"  # noqa: S608
    for table, columns in SEEN.items()
)


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_row_security"),
        ("disclosures", "0009_of_somebody_mentioned"),
        ("payments", "0002_row_security"),
        ("people", "0002_row_security"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

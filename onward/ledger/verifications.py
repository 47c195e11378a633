"""The last verifications, for pages: when, of how much, and how many findings of each kind."""

from datetime import datetime

from onward.ledger.models import Verification
from onward.ledger.verify import Report


def note_verification(report: Report, *, at: datetime) -> Verification:
    """Keep the verdicts of a verification, without what it named."""
    counts = {
        verdict: None if findings is None else len(findings)
        for verdict, findings in report.verdicts.items()
    }
    return Verification.objects.create(at=at, entries=report.entries, root=report.root, **counts)

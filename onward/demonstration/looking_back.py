"""The end of the demonstration: the figures, the books, the ledger, one person's statement."""

import json
import resource
import time
from collections.abc import Mapping
from pathlib import Path

from onward.casework.models import Referral
from onward.demonstration.cast import Cast
from onward.demonstration.days import REFERRED
from onward.demonstration.plan import Plan
from onward.demonstration.showcase import showcase
from onward.demonstration.telling import Teller
from onward.ledger.verify import verify
from onward.payments.postings import trial_balance
from onward.returns.management_information import as_file, measures
from onward.rights.statement import statement_of
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.values.pence import Pence, as_pounds_text


def look_back(plan: Plan, cast: Cast, *, folder: Path, teller: Teller) -> int:
    """Print what became of it all; 0 if the ledger holds, the books balance and all is paid."""
    _figures(cast, folder=folder, teller=teller)
    balance = _books(cast, teller=teller)
    holds = _ledger(teller)
    _statement(plan, cast, folder=folder, teller=teller)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = time.monotonic() - teller.began
    teller.say(f"\n{seconds:.0f} seconds, {peak:,.0f} MB at most. The files are in {folder}.")
    settled = sum(balance.values()) == 0 and balance["PAYABLE"] == 0
    return 0 if holds and settled else 1


def _figures(cast: Cast, *, folder: Path, teller: Teller) -> None:
    with acting_for(cast.commissioner.pk, user=AUTOMATIC):
        table = measures(cast.commissioner, programme="wfs", period=REFERRED)
    (folder / "mi-table.csv").write_bytes(as_file(table))
    teller.say("\nManagement information")
    for measure in table:
        teller.say(f"  {measure.label:<28} {measure.figure:>14}   {measure.definition}")


def _books(cast: Cast, *, teller: Teller) -> Mapping[str, Pence]:
    with acting_for(cast.commissioner.pk, user=AUTOMATIC):
        balance = trial_balance(cast.commissioner.pk)
    teller.say("\nMoney ledger")
    for account, pence in balance.items():
        teller.say(f"  {account:<28} {as_pounds_text(pence):>14}")
    total = sum(balance.values(), Pence(0))
    teller.say(f"  {'all accounts together':<28} {as_pounds_text(total):>14}")
    return balance


def _ledger(teller: Teller) -> bool:
    with teller.step("verifying the ledger"):
        report = verify()
    words = "verified" if report.holds else "DOES NOT HOLD"
    teller.say(f"  {report.entries:,} entries, {words}, root {report.root.hex()[:16]}...")
    for finding in (*report.integrity, *report.consistency, *report.completeness):
        teller.say(f"    {finding}")
    return report.holds


def _statement(plan: Plan, cast: Cast, *, folder: Path, teller: Teller) -> None:
    """What was shared about one person, as she can be shown it."""
    reference = showcase(plan).whole_story
    with acting_for(cast.department.pk, user=AUTOMATIC):
        referral = Referral.objects.select_related("sent_from").get(reference=reference)
        handle = referral.sent_from.handle
    statement = statement_of(handle)
    rows = [
        {
            "at": row.at.isoformat(),
            "what": [item.label for item in row.items],
            "from": row.sender,
            "to": row.recipient,
            "on behalf of": row.on_behalf_of,
            "under": str(row.agreement or ""),
        }
        for row in statement.shared
    ]
    path = folder / f"statement-{reference}.json"
    path.write_text(json.dumps(rows, indent=2) + "\n")
    teller.say(f"  statement of {reference}: {len(rows)} acts of sharing, in {path.name}")

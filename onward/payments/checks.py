"""Checking claims before they are paid: every check is run, stored and can be shown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from onward.ledger.actions import Act, enter_all
from onward.parties.access import require
from onward.parties.models import Staff
from onward.parties.permissions import Permission
from onward.payments.gathering import gather
from onward.payments.models import Check, Claim
from onward.payments.rules import CHECKS, Finding, failed, findings
from onward.payments.telling import CHECKED, told_under
from onward.payments.touches import touched_claims
from onward.tenancy.context import acting
from onward.values.batches import in_batches

Status = Claim.Status
CHECKABLE = (Status.CLAIMED, Status.FAILED, Status.PASSED)
BATCH = 2000

_INSERT = """
insert into payments_check
    (commissioner_id, operations_id, provider_id, claim_id, code, passed, saw, at)
select claim.commissioner_id, claim.operations_id, claim.provider_id, claim.id,
       found.code, found.passed, found.saw, %s
from unnest(%s::uuid[], %s::jsonb[]) as seen (claim, findings)
join payments_claim as claim on claim.id = seen.claim,
     jsonb_to_recordset(seen.findings) as found (code text, passed boolean, saw jsonb)
"""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A claim, and what each check found."""

    claim: Claim
    findings: Sequence[Finding]

    @property
    def failed(self) -> list[str]:
        return failed(self.findings)


@dataclass(frozen=True, kw_only=True)
class CheckShown:
    """One check of a claim as a page shows it."""

    label: str
    remedy: str
    check: Check


@transaction.atomic
def check_all(claims: Iterable[Claim], *, by: Staff, at: datetime) -> list[Claim]:
    """Check these claims, for the operations team acted for; PASSED only if every check passes.

    A claim that failed is checked again once it is mended. One in a run, paid or rejected is left
    as it is. Raises NotAllowed, and NotPermitted where the claims agreement does not stand.
    """
    require(by, Permission.PREPARE_RUNS)
    ids = [claim.pk for claim in claims]
    standing = Claim.objects.filter(
        pk__in=ids, operations_id=acting().organisation_id, status__in=CHECKABLE
    )
    for batch in in_batches(look_at(standing, on=localdate(at)), BATCH):
        record(batch, by=by, at=at)
    return list(Claim.objects.filter(pk__in=ids).order_by("reference"))


def look_at(claims: Iterable[Claim], *, on: date) -> Iterator[Checked]:
    """What every check of these claims finds, were they paid on this day; nothing is stored."""
    for gathered in gather(claims, on=on):
        yield Checked(
            claim=gathered.claim,
            findings=findings(gathered.facts),
        )


def record(checked: Sequence[Checked], *, by: Staff, at: datetime) -> None:
    """Store what the checks found, and move each claim to PASSED or FAILED."""
    agreements = told_under((each.claim for each in checked), items=CHECKED, at=at)
    for batch in in_batches(checked, BATCH):
        _store(batch, at=at)
    _move([each.claim for each in checked if not each.failed], to=Status.PASSED)
    _move([each.claim for each in checked if each.failed], to=Status.FAILED)
    touched_claims((each.claim for each in checked), what="checked", by=by, at=at)
    enter_all(_entered(each, agreements, by=by, at=at) for each in checked)


def latest_checks(claim: Claim) -> list[CheckShown]:
    """The newest answer of each check of a claim, in the order they are run."""
    newest = {check.code: check for check in Check.objects.filter(claim=claim).order_by("at", "pk")}
    return [
        CheckShown(label=_(rule.label), remedy=_(rule.remedy), check=newest[rule.code])
        for rule in CHECKS
        if rule.code in newest
    ]


def _move(claims: Sequence[Claim], *, to: Claim.Status) -> None:
    """Someone may have put a claim into a run meanwhile: then it stays there."""
    for batch in in_batches(claims, BATCH):
        ids = [claim.pk for claim in batch]
        Claim.objects.filter(pk__in=ids, status__in=CHECKABLE).update(status=to)


def _store(checked: Sequence[Checked], *, at: datetime) -> None:
    """A dozen rows a claim: the database unfolds them, which is several times as fast."""
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                at,
                [each.claim.pk for each in checked],
                [Jsonb([asdict(finding) for finding in each.findings]) for each in checked],
            ],
        )


def _entered(checked: Checked, agreements: Mapping[UUID, str], *, by: Staff, at: datetime) -> Act:
    claim = checked.claim
    return Act(
        kind="claim.failed" if checked.failed else "claim.passed",
        by=claim.operations_id,
        to=claim.provider_id,
        on_behalf_of=claim.commissioner_id,
        performer=by.handle,
        subject=claim.subject,
        about_id=claim.pk,
        at=at,
        about={
            "agreement": agreements[claim.pk],
            "items": sorted(CHECKED),
            "failed": checked.failed,
        },
    )

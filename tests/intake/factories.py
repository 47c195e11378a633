"""A department, a provider and a commissioner that can exchange files, and small files."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from onward.agreements.models import Agreement
from onward.contracts.actions import add_opportunity, publish
from onward.contracts.models import Contract, Opportunity
from onward.disclosures.delivery import deliver_prepared
from onward.formats.archive import write_zip
from onward.formats.referral_zip import QUALIFICATIONS, REFERRALS, referral_layout
from onward.intake.checking import Checked, check
from onward.intake.feeds import FEEDS
from onward.intake.landing import land
from onward.intake.models import Landing
from onward.intake.taking_in import Done, accept
from onward.ledger.models import Entry
from onward.parties.models import Organisation, Staff
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.contracts.factories import a_contract
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.times import NOON

_numbers = count(1)
Kind = Organisation.Kind
ROLES = {
    Kind.DEPARTMENT: (Role.REFERRAL_TEAM, Role.OPERATIONS),
    Kind.PRIME_PROVIDER: (Role.CASE_MANAGER,),
    Kind.COMMISSIONER: (Role.FINANCE_OFFICER,),
}
GOOD = {
    "version": "1",
    "referral_date": "2017-05-02",
    "case_kind": "STANDARD",
    "discussed_on": "2017-04-28",
    "notice_version": "WFS-2017-1",
    "forename": "Ailsa",
    "surname": "Grant",
}


@dataclass(frozen=True, kw_only=True)
class Trade:
    """Three organisations under a referral agreement, with an opportunity and their staff."""

    department: Organisation
    provider: Organisation
    commissioner: Organisation
    contract: Contract
    opportunity: Opportunity
    agreement: Agreement
    staff: Mapping[int, Staff] = field(repr=False)

    def staff_of(self, organisation: Organisation) -> Staff:
        return self.staff[organisation.pk]

    @contextmanager
    def at_work(self, organisation: Organisation) -> Iterator[Staff]:
        staff = self.staff_of(organisation)
        with acting_for(organisation.pk, user=staff.pk):
            yield staff

    def row(self, reference: str | None = None, **cells: str) -> dict[str, str]:
        """A row that refers somebody to the provider."""
        to = {"provider_code": self.provider.code, "opportunity_code": self.opportunity.code}
        return a_row(reference, **to | cells)

    def deliver(self, *, at: datetime = NOON) -> int:
        return deliver_prepared(self.department.pk, at=at)


def a_row(reference: str | None = None, **cells: str) -> dict[str, str]:
    """A row of referrals.csv with the least that a referral needs."""
    number = next(_numbers)
    row = {
        **GOOD,
        "referral_reference": reference or f"PO-{number}",
        "provider_code": "PROV",
        "opportunity_code": "WFS",
        "nino": f"QQ{number:06d}C",
    }
    return row | cells


def a_trade() -> Trade:
    number = next(_numbers)
    parties = {
        "department": an_organisation(Kind.DEPARTMENT, code=f"DEP-{number}"),
        "provider": an_organisation(Kind.PRIME_PROVIDER, code=f"PROV-{number}"),
        "commissioner": an_organisation(Kind.COMMISSIONER, code=f"COM-{number}"),
    }
    contract = a_contract(
        operations=parties["department"],
        provider=parties["provider"],
        commissioner=parties["commissioner"],
    )
    staff = {each.pk: a_member_of_staff(each, *ROLES[Kind(each.kind)]) for each in parties.values()}
    opportunity = an_opportunity(contract, staff[parties["department"].pk])
    return Trade(
        **parties,
        contract=contract,
        opportunity=opportunity,
        agreement=a_standard_agreement("WFS-REFERRAL", parties=parties),
        staff=staff,
    )


def an_opportunity(contract: Contract, by: Staff, *, published: bool = True) -> Opportunity:
    with acting_for(contract.operations_id, user=by.pk):
        opportunity = add_opportunity(
            contract,
            code=f"WFS-{next(_numbers)}",
            title="Work First Scotland",
            referrer=contract.operations,
            by=by,
            at=NOON,
        )
        if published:
            publish(opportunity, by=by, at=NOON)
    return opportunity


def a_zip(
    *rows: Mapping[str, str],
    qualifications: Sequence[Mapping[str, str]] = (),
    more_columns: Sequence[str] = (),
) -> bytes:
    """An archive of these rows, every other cell empty and none of them escaped."""
    columns = [*(column.name for column in referral_layout().columns), *more_columns]
    members = {REFERRALS: a_table(columns, rows)}
    if qualifications:
        members[QUALIFICATIONS] = a_table(QUALIFICATION_COLUMNS, qualifications)
    return write_zip(members)


QUALIFICATION_COLUMNS = [
    "referral_reference",
    "qualification_subject",
    "qualification_level",
    "qualification_outcome",
    "basic_skills_assessment",
    "qualification_start",
    "qualification_end",
]


def a_table(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def actions(*rows: tuple[str, str, str, str]) -> bytes:
    """Rows of reference, action, day and reason."""
    columns = ["referral_reference", "action", "on", "reason"]
    return a_table(columns, [dict(zip(columns, row, strict=True)) for row in rows])


def landed(by: Staff, content: bytes, *, feed: str = "referrals", **changes: Any) -> Landing:
    settled = {"name": "file.zip" if feed == "referrals" else "file.csv", "at": NOON} | changes
    return land(FEEDS[feed], content=content, by=by, **settled)


def checked(by: Staff, content: bytes, *, feed: str = "referrals", at: datetime = NOON) -> Checked:
    return check(landed(by, content, feed=feed, at=at), by=by, at=at)


def taken_in(
    by: Staff,
    content: bytes,
    *,
    feed: str = "referrals",
    at: datetime = NOON,
    texts_read: bool = False,
) -> Done:
    """Landed, checked and accepted in one go."""
    landing = landed(by, content, feed=feed, at=at)
    check(landing, by=by, at=at)
    return accept(landing, by=by, at=at, texts_read=texts_read)


def entries(organisation: Organisation, *, since: int = 0) -> list[str]:
    """The kinds of the organisation's own entries, in the order of writing."""
    with acting_for(organisation.pk):
        own = Entry.objects.filter(by_organisation_id=organisation.pk)
        return list(own.order_by("entered_at").values_list("kind", flat=True))[since:]

"""How a disclosure that leaves as files is laid out: pure functions over opened parcels.

The gate lays out at the moment of sending, from sealed values and a cover that holds no personal
data, so the same disclosure can be laid out again, byte for byte, whenever it must be shown.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from onward.disclosures import email_forms, nccis_layout, survey_layout
from onward.disclosures.layout_refused import LayoutRefused
from onward.formats import pain001, pain001_rules
from onward.formats.payfile_detail import PaidLine, write_payfile_detail
from onward.formats.payfile_report import ReportedLine, write_payfile_report
from onward.formats.ppvr import ValidatedPayment, write_ppvr
from onward.values.nino import Nino
from onward.values.pence import Pence
from onward.values.working_days import Calendar, Nation

Values = Mapping[str, Any]
Layout = Callable[[Values, Iterable[Values]], dict[str, bytes]]


def payfile(cover: Values, people: Iterable[Values]) -> dict[str, bytes]:
    """The payment file, without a NINO, and its covering detail, which source 001 5.3 has with one.

    `cover` names the message, its moments, the debtor, each provider's account by its code, and
    the count and total that were signed. Raises LayoutRefused where the bytes say otherwise.
    """
    people = sorted(people, key=lambda person: str(person["claim_unique_reference"]))
    file = pain001.PaymentFile(
        message_id=cover["message_id"],
        created_at=datetime.fromisoformat(cover["created_at"]),
        execution_date=date.fromisoformat(cover["execution_on"]),
        debtor=pain001.Account(**cover["debtor"]),
        payments=[_payment(cover, person) for person in people],
    )
    name, content = str(cover["message_id"]).lower(), pain001.write(file)
    faults = pain001_rules.check(
        content,
        expected_count=cover["count"],
        expected_total=Pence(cover["total_pence"]),
        used_ids=(),
        calendar=Calendar(Nation(cover["nation"])),
    )
    if faults:
        raise LayoutRefused("; ".join(faults))
    return {
        f"{name}.xml": content,
        f"{name}-detail.csv": write_payfile_detail(_paid_line(person) for person in people),
    }


def validation_report(cover: Values, people: Iterable[Values]) -> dict[str, bytes]:
    """The monthly payment validation report (PPVR)."""
    month = date.fromisoformat(cover["month"])
    people = sorted(people, key=lambda person: str(person["claim_unique_reference"]))
    lines = [_validated(month, person) for person in people]
    return {f"ppvr-{month:%Y-%m}.csv": write_ppvr(lines)}


def payfile_report(cover: Values, people: Iterable[Values]) -> dict[str, bytes]:
    """What the payfile of one message held, without a NINO (source 000 step 16)."""
    people = sorted(people, key=lambda person: str(person["claim_unique_reference"]))
    lines = [
        ReportedLine(
            message_id=cover["message_id"],
            claim_reference=person["claim_unique_reference"],
            outcome=person["payfile_outcome"],
            amount=Pence(person["payfile_amount"]),
        )
        for person in people
    ]
    return {f"{str(cover['message_id']).lower()}-report.csv": write_payfile_report(lines)}


LAYOUTS: Mapping[str, Layout] = {
    "payfile": payfile,
    "payfile-report": payfile_report,
    "ppvr": validation_report,
    nccis_layout.LAYOUT: nccis_layout.nccis_return,
    survey_layout.LAYOUT: survey_layout.survey,
    email_forms.LAYOUT: email_forms.email_form,
}


def digest_of(files: Mapping[str, bytes]) -> str:
    """One SHA-256 over names and contents, in the order of the names."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


def _payment(cover: Values, person: Values) -> pain001.Payment:
    account = cover["creditors"][person["payfile_provider"]]
    return pain001.Payment(
        end_to_end_id=person["claim_unique_reference"],
        amount=Pence(person["payfile_amount"]),
        creditor_name=account["name"],
        sort_code=account["sort_code"],
        account_number=account["account_number"],
        reference=cover["message_id"],
    )


def _paid_line(person: Values) -> PaidLine:
    return PaidLine(
        claim_reference=person["claim_unique_reference"],
        provider_code=person["payfile_provider"],
        nino=_nino(person),
        outcome=person["payfile_outcome"],
        amount=Pence(person["payfile_amount"]),
    )


def _validated(month: date, person: Values) -> ValidatedPayment:
    return ValidatedPayment(
        month=month,
        claim_reference=person["claim_unique_reference"],
        referral_reference=person["prap_referral_id"],
        nino=_nino(person),
        provider_code=person["payfile_provider"],
        outcome=person["payfile_outcome"],
        achieved_on=date.fromisoformat(person["claim_date_1"]),
        amount=Pence(person["payfile_amount"]),
        paid_on=date.fromisoformat(person["payment_date"]),
    )


def _nino(person: Values) -> Nino | None:
    text = person.get("payfile_nino")
    # The record holds it cleaned already; whether QQ numbers are admitted was decided there.
    return Nino.parse(text, fictitious=True) if text else None

"""Customer credit transfers as ISO 20022 pain.001.001.09: written and read.

A published format (iso20022.org; the XSD is checked in the tests). UK sort codes go as a
member id of the clearing system GBDSC, account numbers as `Othr/Id`; both were tried
against the XSD (`money_statistics_users.md` A.4). One group, one payment information
block, one transaction for each claim. The file holds no NINO: a creditor payment does not
need it. What the XSD does not catch is in `pain001_rules`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from lxml import etree

from onward.values.bad_value import BadValue
from onward.values.pence import Pence, as_decimal_text, pounds

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
CLEARING_SYSTEM = "GBDSC"
CURRENCY = "GBP"


class BadPaymentFile(BadValue):
    """Bytes that are not a payment file of this layout."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """A UK bank account: six digits of sort code, eight of number."""

    name: str
    sort_code: str
    account_number: str


@dataclass(frozen=True, kw_only=True)
class Payment:
    """One credit to one provider; `end_to_end_id` is never used again."""

    end_to_end_id: str
    amount: Pence
    creditor_name: str
    sort_code: str
    account_number: str
    reference: str


@dataclass(frozen=True, kw_only=True)
class PaymentFile:
    """One payfile; `created_at` is to the second, `message_id` is never used again."""

    message_id: str
    created_at: datetime
    execution_date: date
    debtor: Account
    payments: Sequence[Payment]

    @property
    def total(self) -> Pence:
        return sum((payment.amount for payment in self.payments), Pence(0))


def write(file: PaymentFile) -> bytes:
    """Lay out a payment file; the same file gives the same bytes."""
    document = etree.fromstring(f'<Document xmlns="{NAMESPACE}"/>')
    initiation = _add(document, "CstmrCdtTrfInitn")
    header = _add(initiation, "GrpHdr")
    _add(header, "MsgId", file.message_id)
    _add(header, "CreDtTm", file.created_at.isoformat(timespec="seconds"))
    _add_controls(header, file)
    _add(_add(header, "InitgPty"), "Nm", file.debtor.name)
    block = _add(initiation, "PmtInf")
    _add_block_header(block, file)
    for payment in file.payments:
        _add_payment(block, payment)
    written: bytes = etree.tostring(
        document, xml_declaration=True, encoding="UTF-8", pretty_print=True
    )
    return written


def read(content: bytes) -> PaymentFile:
    """Read a file of our own layout back. Raises BadPaymentFile, or BadPounds for an amount.

    A reader for reconciliation: it takes what is there and judges nothing.
    """
    document = parse(content)
    block = _one(document, "CstmrCdtTrfInitn/PmtInf")
    try:
        return PaymentFile(
            message_id=text_at(document, "CstmrCdtTrfInitn/GrpHdr/MsgId"),
            created_at=datetime.fromisoformat(text_at(document, "CstmrCdtTrfInitn/GrpHdr/CreDtTm")),
            execution_date=date.fromisoformat(text_at(block, "ReqdExctnDt/Dt")),
            debtor=_account(block, "Dbtr"),
            payments=tuple(map(_payment, block.findall(_path("CdtTrfTxInf")))),
        )
    except ValueError as fault:
        if isinstance(fault, BadValue):
            raise
        raise BadPaymentFile("A date or time is not readable.", "Write the file anew.") from None


def parse(content: bytes) -> etree._Element:
    """The root of a payment file, parsed without entities, network or document types."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise BadPaymentFile("The file is not well-formed XML.", "Write the file anew.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadPaymentFile("The file declares a document type.", "Write the file anew.")
    if root.tag != f"{{{NAMESPACE}}}Document":
        raise BadPaymentFile("The file is not a pain.001.001.09.", "Write the file anew.")
    return root


def text_at(element: etree._Element, path: str) -> str:
    """The text of the one element at this path. Raises BadPaymentFile."""
    return _one(element, path).text or ""


def elements_at(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall(_path(path))


def _add_controls(parent: etree._Element, file: PaymentFile) -> None:
    _add(parent, "NbOfTxs", str(len(file.payments)))
    _add(parent, "CtrlSum", as_decimal_text(file.total))


def _add_block_header(block: etree._Element, file: PaymentFile) -> None:
    _add(block, "PmtInfId", file.message_id)
    _add(block, "PmtMtd", "TRF")
    _add_controls(block, file)
    _add(_add(block, "ReqdExctnDt"), "Dt", file.execution_date.isoformat())
    _add(_add(block, "Dbtr"), "Nm", file.debtor.name)
    _add_account(_add(block, "DbtrAcct"), file.debtor.account_number)
    _add_agent(_add(block, "DbtrAgt"), file.debtor.sort_code)


def _add_payment(block: etree._Element, payment: Payment) -> None:
    transfer = _add(block, "CdtTrfTxInf")
    _add(_add(transfer, "PmtId"), "EndToEndId", payment.end_to_end_id)
    amount = _add(_add(transfer, "Amt"), "InstdAmt", as_decimal_text(payment.amount))
    amount.set("Ccy", CURRENCY)
    _add_agent(_add(transfer, "CdtrAgt"), payment.sort_code)
    _add(_add(transfer, "Cdtr"), "Nm", payment.creditor_name)
    _add_account(_add(transfer, "CdtrAcct"), payment.account_number)
    _add(_add(transfer, "RmtInf"), "Ustrd", payment.reference)


def _add_account(parent: etree._Element, account_number: str) -> None:
    _add(_add(_add(parent, "Id"), "Othr"), "Id", account_number)
    _add(parent, "Ccy", CURRENCY)


def _add_agent(parent: etree._Element, sort_code: str) -> None:
    member = _add(_add(parent, "FinInstnId"), "ClrSysMmbId")
    _add(_add(member, "ClrSysId"), "Cd", CLEARING_SYSTEM)
    _add(member, "MmbId", sort_code)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = text
    return element


@cache
def _path(path: str) -> str:
    return "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))


def _one(element: etree._Element, path: str) -> etree._Element:
    found = element.findall(_path(path))
    if len(found) != 1:
        rule = f"The file has {len(found)} elements {path} where it must have one."
        raise BadPaymentFile(rule, "Write the file anew.")
    return found[0]


def _account(element: etree._Element, party: str) -> Account:
    return Account(
        name=text_at(element, f"{party}/Nm"),
        sort_code=text_at(element, f"{party}Agt/FinInstnId/ClrSysMmbId/MmbId"),
        account_number=text_at(element, f"{party}Acct/Id/Othr/Id"),
    )


def _payment(transfer: etree._Element) -> Payment:
    creditor = _account(transfer, "Cdtr")
    return Payment(
        end_to_end_id=text_at(transfer, "PmtId/EndToEndId"),
        amount=pounds(text_at(transfer, "Amt/InstdAmt")),
        creditor_name=creditor.name,
        sort_code=creditor.sort_code,
        account_number=creditor.account_number,
        reference=text_at(transfer, "RmtInf/Ustrd"),
    )

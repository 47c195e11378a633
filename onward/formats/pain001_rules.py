"""Our own rules for a payment file, beyond what the XSD of pain.001.001.09 catches.

The XSD passes a control sum that does not add up, an account of seven digits and an
amount of four decimals (tried: `money_statistics_users.md` A.4). These rules work on the
bytes to be sent, not on the rows they came from.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date, datetime

from lxml import etree

from onward.formats.pain001 import (
    CLEARING_SYSTEM,
    CURRENCY,
    BadPaymentFile,
    elements_at,
    parse,
    read,
    text_at,
    write,
)
from onward.values.bad_value import BadValue
from onward.values.pence import Pence, as_decimal_text, pounds
from onward.values.working_days import Calendar

HEADER = "CstmrCdtTrfInitn/GrpHdr"
BLOCK = "CstmrCdtTrfInitn/PmtInf"
AMOUNT = re.compile(r"(?:0|[1-9][0-9]{0,9})\.[0-9]{2}")
SORT_CODE, ACCOUNT_NUMBER = re.compile(r"[0-9]{6}"), re.compile(r"[0-9]{8}")
# The set that ISO 20022 payments and Bacs have in common; no bank alters such a text.
CHARACTERS = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")
NINO_SHAPE = re.compile(r"(?<![A-Z0-9])[A-Z]{2}(?:[ \-]?[0-9]{2}){3}[ \-]?[A-D](?![A-Z0-9])", re.I)
LONGEST_ID, LONGEST_NAME, LONGEST_REFERENCE = 35, 70, 35


def check(
    content: bytes,
    *,
    expected_count: int,
    expected_total: Pence,
    used_ids: Collection[str],
    calendar: Calendar,
) -> list[str]:
    """Everything wrong with the bytes of a payment file, in plain words; empty if nothing.

    `used_ids` are the message ids and end-to-end ids of every earlier file. Count and
    total are those the signers saw.
    """
    try:
        root = parse(content)
        faults = [
            *_file_faults(root, calendar=calendar),
            *_control_faults(root, count=expected_count, total=expected_total),
            *_id_faults(root, used_ids=used_ids),
            *_party_faults(elements_at(root, BLOCK)[0], "Dbtr", named="The debtor"),
            *_payment_faults(root),
            *_text_faults(root),
        ]
        # Whatever is left over, an element too many or a comment, is not ours either.
        if not faults and write(read(content)) != content:
            faults.append("The file is not, byte for byte, as Onward writes it.")
        return faults
    except BadValue as refusal:
        return [str(refusal)]


def in_payment_characters(text: str) -> str:
    """A text with what banks cannot carry replaced: & by +, the rest by a blank."""
    plain = text.replace("&", "+").replace("’", "'")
    return " ".join(re.sub(r"[^A-Za-z0-9/\-?:().,'+]", " ", plain).split())


def _file_faults(root: etree._Element, *, calendar: Calendar) -> Iterator[str]:
    if text_at(root, f"{BLOCK}/PmtMtd") != "TRF":
        yield "The payment method is not TRF, a credit transfer."
    try:
        created_on = datetime.fromisoformat(text_at(root, f"{HEADER}/CreDtTm")).date()
        execution_date = date.fromisoformat(text_at(root, f"{BLOCK}/ReqdExctnDt/Dt"))
    except ValueError as fault:
        if isinstance(fault, BadPaymentFile):
            raise
        yield "The time of creation or the execution date is not readable."
        return
    if execution_date < created_on:
        yield f"The execution date {execution_date} is before the file was made."
    if not calendar.is_working_day(execution_date):
        yield f"The execution date {execution_date} is not a working day."


def _control_faults(root: etree._Element, *, count: int, total: Pence) -> Iterator[str]:
    amounts = [text_at(each, "Amt/InstdAmt") for each in _payments(root)]
    readable = [pounds(amount) for amount in amounts if AMOUNT.fullmatch(amount)]
    summed = sum(readable, Pence(0))
    if not amounts:
        yield "The file holds no payment."
    if (len(amounts), summed) != (count, total):
        yield (
            f"The file pays {len(amounts)} payments of {as_decimal_text(summed)} in all; "
            f"the run has {count} of {as_decimal_text(total)}."
        )
    for level in (HEADER, BLOCK):
        given = text_at(root, f"{level}/NbOfTxs")
        if given != str(len(amounts)):
            yield f"{level} counts {given} payments; there are {len(amounts)}."
        given = text_at(root, f"{level}/CtrlSum")
        if given != as_decimal_text(summed):
            made = as_decimal_text(summed)
            yield f"{level} gives a control sum of {given}; the payments make {made}."


def _id_faults(root: etree._Element, *, used_ids: Collection[str]) -> Iterator[str]:
    message_id = text_at(root, f"{HEADER}/MsgId")
    ids = [text_at(each, "PmtId/EndToEndId") for each in _payments(root)]
    block_id = text_at(root, f"{BLOCK}/PmtInfId")
    for each, times in Counter([message_id, *ids]).items():
        if times > 1:
            yield f"The id {each} stands {times} times in the file."
    used = frozenset(used_ids)
    for each in [message_id, *ids]:
        if each in used:
            yield f"The id {each} was used in an earlier file."
    for each in [message_id, block_id, *ids]:
        if not 1 <= len(each) <= LONGEST_ID or each != each.strip():
            yield f"The id “{each}” is empty, has blanks around it or more than 35 characters."


def _payment_faults(root: etree._Element) -> Iterator[str]:
    for number, payment in enumerate(_payments(root), start=1):
        named = f"Payment {number}"
        amount = elements_at(payment, "Amt/InstdAmt")[0]
        if not AMOUNT.fullmatch(amount.text or "") or not pounds(amount.text or ""):
            yield f"{named}: the amount {amount.text} is not over zero with exactly two decimals."
        if amount.get("Ccy") != CURRENCY:
            yield f"{named}: the currency is not GBP."
        if not 1 <= len(text_at(payment, "RmtInf/Ustrd")) <= LONGEST_REFERENCE:
            yield f"{named}: the reference is empty or longer than 35 characters."
        yield from _party_faults(payment, "Cdtr", named=named)


def _party_faults(element: etree._Element, party: str, *, named: str) -> Iterator[str]:
    member = f"{party}Agt/FinInstnId/ClrSysMmbId"
    if not 1 <= len(text_at(element, f"{party}/Nm").strip()) <= LONGEST_NAME:
        yield f"{named}: the name is empty or longer than 70 characters."
    if text_at(element, f"{member}/ClrSysId/Cd") != CLEARING_SYSTEM:
        yield f"{named}: the clearing system is not GBDSC."
    if not SORT_CODE.fullmatch(text_at(element, f"{member}/MmbId")):
        yield f"{named}: the sort code is not 6 digits."
    if not ACCOUNT_NUMBER.fullmatch(text_at(element, f"{party}Acct/Id/Othr/Id")):
        yield f"{named}: the account number is not 8 digits."
    if text_at(element, f"{party}Acct/Ccy") != CURRENCY:
        yield f"{named}: the account's currency is not GBP."


def _text_faults(root: etree._Element) -> Iterator[str]:
    for element in root.iter("*"):
        text = element.text or ""
        name = etree.QName(element).localname
        if len(element) == 0 and not CHARACTERS.fullmatch(text):
            yield f"{name} holds a character that banks do not carry."
        if NINO_SHAPE.search(text):
            yield f"{name} holds what looks like a National Insurance number."


def _payments(root: etree._Element) -> list[etree._Element]:
    return elements_at(root, f"{BLOCK}/CdtTrfTxInf")

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onward.formats.pain001 import Account, BadPaymentFile, Payment, PaymentFile, read, write
from onward.formats.pain001_rules import check, in_payment_characters
from onward.values.pence import Pence
from onward.values.working_days import Calendar, Nation

SCOTLAND = Calendar(Nation.SCOTLAND)
XSD = etree.XMLSchema(
    etree.fromstring(files("sepaxml").joinpath("schemas/pain.001.001.09.xsd").read_bytes())
)
DEBTOR = Account(name="Example Commissioner", sort_code="401276", account_number="12345678")

names = st.text("ABCabc019/-?:().,'+ ", max_size=34).map(lambda text: f"N{text.strip()}")
payments = st.builds(
    Payment,
    end_to_end_id=st.integers(1, 10**9).map("C{}".format),
    amount=st.integers(1, 10**9).map(Pence),
    creditor_name=names,
    sort_code=st.from_regex(r"[0-9]{6}", fullmatch=True).filter(str.isascii),
    account_number=st.from_regex(r"[0-9]{8}", fullmatch=True).filter(str.isascii),
    reference=names,
)


def a_payment(number=1, pence=80_000):
    return Payment(
        end_to_end_id=f"CLAIM-{number}",
        amount=Pence(pence),
        creditor_name="Glen Support Ltd",
        sort_code="089999",
        account_number="66374958",
        reference=f"SHORT-13 CLAIM-{number}",
    )


def a_file(*several):
    return PaymentFile(
        message_id="RUN-1",
        created_at=datetime(2017, 10, 2, 9, 30, tzinfo=UTC),
        execution_date=date(2017, 10, 4),
        debtor=DEBTOR,
        payments=several or (a_payment(1, 80_000), a_payment(2, 120_000)),
    )


def faults(content, *, count=2, total=200_000, used_ids=(), calendar=SCOTLAND):
    return check(
        content,
        expected_count=count,
        expected_total=Pence(total),
        used_ids=used_ids,
        calendar=calendar,
    )


def changed(old, new, content=None):
    """The file's bytes with one text put for another, which must be there."""
    content = content or write(a_file())
    assert old.encode() in content
    return content.replace(old.encode(), new.encode(), 1)


many = st.lists(payments, min_size=1, max_size=4, unique_by=lambda each: each.end_to_end_id)


@given(many)
def test_reading_what_was_written_gives_the_same_payments(several):
    file = a_file(*several)

    assert read(write(file)) == replace(file, payments=tuple(several))


@given(many)
def test_what_is_written_passes_the_published_schema_and_our_rules(several):
    file = a_file(*several)
    content = write(file)

    assert XSD.validate(etree.fromstring(content)), XSD.error_log
    assert faults(content, count=len(several), total=file.total) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("<CtrlSum>2000.00", "<CtrlSum>1999.99", "GrpHdr gives a control sum of 1999.99"),
        ("<NbOfTxs>2", "<NbOfTxs>3", "GrpHdr counts 3 payments; there are 2"),
        ("66374958", "6637495", "Payment 1: the account number is not 8 digits"),
        ("1200.00</Inst", "1200.000000</Inst", "Payment 2: the amount 1200.000000 is not"),
        ("800.00</Inst", "800.0</Inst", "Payment 1: the amount 800.0 is not"),
        ("089999", "08999", "Payment 1: the sort code is not 6 digits"),
        ("CLAIM-2</End", "CLAIM-1</End", "The id CLAIM-1 stands 2 times"),
        ("RUN-1</MsgId", "CLAIM-1</MsgId", "The id CLAIM-1 stands 2 times"),
        ("2017-10-04</Dt", "2017-10-07</Dt", "2017-10-07 is not a working day"),
        ("2017-10-04</Dt", "2017-09-29</Dt", "2017-09-29 is before the file was made"),
        ("Glen Support", "Glen & Support".replace("&", "&amp;"), "that banks do not carry"),
        ("Glen Support", "Glen Süpport", "that banks do not carry"),
        ("SHORT-13 CLAIM-1", "QQ 12 34 56 C", "looks like a National Insurance number"),
        ("SHORT-13 CLAIM-1", "S" * 36, "the reference is empty or longer than 35"),
        ('Ccy="GBP"', 'Ccy="EUR"', "the currency is not GBP"),
        (">GBDSC", ">DEBLZ", "The debtor: the clearing system is not GBDSC"),
        (">TRF", ">CHK", "The payment method is not TRF"),
        ("<PmtMtd>", "<!-- more --><PmtMtd>", "byte for byte"),
        ("<Cdtr>", "<UltmtDbtr><Nm>X</Nm></UltmtDbtr><Cdtr>", "byte for byte"),
    ],
)
def test_our_rules_refuse_what_is_wrong_whether_or_not_the_schema_does(old, new, rule):
    assert any(rule in fault for fault in faults(changed(old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<CtrlSum>2000.00", "<CtrlSum>1999.99"),
        ("66374958", "6637495"),
        ("1200.00</Inst", "1200.000000</Inst"),
        ("CLAIM-2</End", "CLAIM-1</End"),
    ],
)
def test_the_schema_alone_would_let_these_pass(old, new):
    """The sixth worked example of `money_statistics_users.md` A.9."""
    assert XSD.validate(etree.fromstring(changed(old, new)))


def test_one_penny_other_than_the_signed_total_is_refused():
    content = write(a_file())

    assert "the run has 2 of 1999.99" in faults(content, total=199_999)[0]
    assert "the run has 3 of 2000.00" in faults(content, count=3)[0]


@pytest.mark.parametrize("used", ["CLAIM-2", "RUN-1"])
def test_an_id_of_an_earlier_file_is_refused(used):
    assert faults(write(a_file()), used_ids={used}) == [
        f"The id {used} was used in an earlier file."
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<Document/>",
        b'<!DOCTYPE d [<!ENTITY a "x">]>' + write(a_file()).split(b"\n", 1)[1],
        changed("pain.001.001.09", "pain.001.001.03"),
        changed("<MsgId>", "<MsgId>X</MsgId><MsgId>"),
        write(a_file()).replace(b"PmtInf>", b"PmtInfo>"),
    ],
)
def test_bytes_of_another_kind_are_refused_not_stumbled_over(content):
    assert len(faults(content)) == 1
    with pytest.raises(BadPaymentFile):
        read(content)


def test_a_file_of_our_own_is_never_parsed_into_another():
    empty = write(replace(a_file(), payments=()))

    assert faults(empty, count=0, total=0) == ["The file holds no payment."]


CONTENT = write(a_file())


@given(st.integers(0, len(CONTENT) - 1), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_changes_a_name_or_account_alone(at, byte):
    mutated = CONTENT[:at] + bytes([byte]) + CONTENT[at + 1 :]

    if not faults(mutated):
        before, after = read(CONTENT), read(mutated)
        assert [p.amount for p in after.payments] == [p.amount for p in before.payments]
        assert write(after) == mutated


def test_a_name_is_brought_to_what_banks_carry():
    assert in_payment_characters("Smith & Sons – “Ayr”") == "Smith + Sons Ayr"

from datetime import date, timedelta

import pytest

from onward.contracts.actions import ApprovalRefused
from onward.contracts.bank_details import (
    BadBankDetails,
    approve_bank_details,
    bank_details_of,
    enter_bank_details,
)
from onward.contracts.models import BankDetails, Contract
from onward.ledger.models import Entry
from onward.parties.models import Organisation
from onward.tenancy.context import acting_for
from tests.agreements.factories import at_work
from tests.contracts.factories import FIRST_DAY, a_draft_contract, bank_details
from tests.times import NOON

pytestmark = pytest.mark.django_db
MOVED_ON = date(2017, 9, 1)


def entered(contract: Contract, *, by: Organisation, **change) -> BankDetails:
    usual = {
        "account_name": "Thistle Training",
        "sort_code": "00 12 34",
        "account_number": "00012345",
        "from_on": FIRST_DAY,
    }
    with at_work(by) as staff:
        return enter_bank_details(
            contract.provider,
            commissioner=contract.commissioner,
            operations=contract.operations,
            by=staff,
            at=NOON,
            **{**usual, **change},
        )


def found(contract: Contract, on: date) -> BankDetails | None:
    with acting_for(contract.operations_id):
        details = bank_details_of(
            [contract.provider_id], commissioner_id=contract.commissioner_id, on=on
        )
    return details.get(contract.provider_id)


def test_the_latest_approved_that_have_begun_count():
    contract = a_draft_contract()
    first, moved = bank_details(contract), bank_details(contract, from_on=MOVED_ON)
    bank_details(contract, approved=False, from_on=FIRST_DAY + timedelta(1))

    assert found(contract, MOVED_ON - timedelta(1)) == first
    assert found(contract, MOVED_ON) == moved


def test_without_approval_there_is_nowhere_to_pay():
    contract = a_draft_contract()
    bank_details(contract, approved=False)

    assert found(contract, MOVED_ON) is None


def test_another_commissioner_s_details_do_not_count():
    contract = a_draft_contract()
    other = a_draft_contract(provider=contract.provider, operations=contract.operations)
    bank_details(other)

    assert found(contract, MOVED_ON) is None


def test_whoever_entered_bank_details_does_not_approve_them():
    contract = a_draft_contract()
    with at_work(contract.operations) as staff:
        details = enter_bank_details(
            contract.provider,
            commissioner=contract.commissioner,
            operations=contract.operations,
            account_name="Thistle Training",
            sort_code="001234",
            account_number="00012345",
            from_on=FIRST_DAY,
            by=staff,
            at=NOON,
        )
        with pytest.raises(ApprovalRefused, match="Whoever entered"):
            approve_bank_details(details, by=staff, at=NOON)


def test_a_provider_enters_bank_details_but_does_not_approve_them():
    contract = a_draft_contract()
    details = entered(contract, by=contract.provider)

    with (
        at_work(contract.provider) as colleague,
        pytest.raises(ApprovalRefused, match="Only the commissioner"),
    ):
        approve_bank_details(details, by=colleague, at=NOON)


def test_bank_details_are_approved_once():
    details = bank_details(a_draft_contract())

    with at_work(details.commissioner) as staff, pytest.raises(ApprovalRefused, match="already"):
        approve_bank_details(details, by=staff, at=NOON)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"sort_code": "12345"}, "6 digits"),
        ({"sort_code": "12345a"}, "6 digits"),
        ({"sort_code": "١٢٣٤٥٦"}, "6 digits"),
        ({"account_number": "1234567"}, "8 digits"),
        ({"account_number": "123456789"}, "8 digits"),
        ({"account_name": " "}, "the name"),
    ],
)
def test_what_cannot_be_bank_details_is_refused_without_being_repeated(change, why):
    contract = a_draft_contract()

    with pytest.raises(BadBankDetails, match=why) as refusal:
        entered(contract, by=contract.operations, **change)

    assert change.get("account_number", "none") not in str(refusal.value)


def test_spaces_and_hyphens_are_left_out():
    contract = a_draft_contract()
    details = entered(
        contract, by=contract.operations, sort_code="00-12-34", account_number="0001 2345"
    )

    assert (details.sort_code, details.account_number) == ("001234", "00012345")


def test_the_ledger_has_both_acts_and_no_account():
    """REQ-000-002"""
    details = bank_details(a_draft_contract())

    with acting_for(details.commissioner_id):
        entries = list(Entry.objects.filter(about_id=details.pk).order_by("entered_at"))
    assert [entry.kind for entry in entries] == ["bank_details.entered", "bank_details.approved"]
    for entry in entries:
        assert details.account_number.encode() not in bytes(entry.leaf)
        assert details.sort_code.encode() not in bytes(entry.leaf)

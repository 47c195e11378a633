"""The agreements of the programmes permit what their sources name, each way, and no more."""

import pytest

from onward.agreements.catalogue import KeyClass, catalogue
from onward.agreements.channels import Cadence, Channel
from onward.agreements.findings import findings_of
from onward.agreements.standard import standard_agreement


def said(code: str) -> set[tuple[str, str]]:
    """What the text leaves to a person to decide."""
    return {(finding.code, finding.about) for finding in findings_of(standard_agreement(code))}


def test_the_monthly_file_says_who_the_customers_are_and_how_far_each_has_come():
    """REQ-000-010"""
    file = standard_agreement("WFS-COMPLIANCE")

    assert file.items(from_role="department", to_role="commissioner") == {
        "prap_referral_id",
        "nino",
        "forename",
        "surname",
        "contract_area",
        "opportunity_type",
        "referral_date",
        "referral_status",
        "acknowledged_at",
        "did_not_attend",
        "start_date",
        "end_date",
        "rejection_reason",
        "cancellation_reason",
        "withdrawal_reason",
        "end_reason",
    }
    assert not file.items(from_role="commissioner", to_role="department")


def test_the_monthly_file_has_a_cadence_a_recipient_and_a_purpose_of_its_own():
    """REQ-000-010"""
    file = standard_agreement("WFS-COMPLIANCE")

    assert file.limits.cadence is Cadence.MONTHLY
    assert Channel.BRAVO in file.channels
    assert {permit.to_role for permit in file.permits} == {"commissioner"}
    assert {permit.purpose for permit in file.permits} == {"quality_assurance"}


@pytest.mark.parametrize("key_class", [KeyClass.HEALTH, KeyClass.CONTACT, KeyClass.PAYMENT])
def test_the_monthly_file_holds_nothing_of_health_contact_or_pay(key_class):
    items = {permit.item for permit in standard_agreement("WFS-COMPLIANCE").permits}

    assert key_class not in {catalogue()[item].key_class for item in items}


def test_how_long_the_monthly_file_is_kept_is_left_to_a_person():
    assert said("WFS-COMPLIANCE") == {("RETENTION_NOT_STATED", "retention")}

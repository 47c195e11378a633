"""The agreements of the programmes permit what their sources name, each way, and no more."""

import pytest

from onward.agreements.catalogue import KeyClass, catalogue
from onward.agreements.channels import Cadence, Channel
from onward.agreements.standard import standard_agreement
from onward.agreements.terms import Stage
from tests.agreements.printed_lists import WORK_PROGRAMME_CHANGES, WORK_PROGRAMME_LIST
from tests.agreements.reading import said, told


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


def test_the_work_programme_gives_what_its_list_names_and_no_more():
    """REQ-004-004 to REQ-004-022: which items there are"""
    assert told("WP-LIST", Stage.START) == set().union(*WORK_PROGRAMME_LIST.values())


def test_the_work_programme_tells_of_the_changes_that_its_list_names_and_no_more():
    """REQ-004-023 to REQ-004-047: which changes there are"""
    changes = told("WP-LIST", Stage.DURING)

    assert changes == set(WORK_PROGRAMME_CHANGES.values())
    assert len(changes) == len(WORK_PROGRAMME_CHANGES) == 26
    assert not told("WP-LIST", Stage.END)


def test_a_work_programme_provider_gives_the_department_nothing_though_it_is_its_processor():
    """REQ-004-003"""
    agreement = standard_agreement("WP-LIST")
    status = {role.code: role.status for role in agreement.roles}

    assert status == {"department": "controller", "provider": "processor"}
    assert not agreement.items(from_role="provider", to_role="department")


def test_a_work_programme_referral_needs_a_number_of_one_kind_or_the_other():
    """REQ-004-006"""
    assert standard_agreement("WP-LIST").needs_one_of == (("nino", "claimant_reference_number"),)


def test_the_work_programmes_silences_are_left_to_a_person():
    assert said("WP-LIST") == {("RETENTION_NOT_STATED", "retention"), ("NO_RIGHTS_ROUTE", "rights")}

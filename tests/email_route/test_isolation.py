"""Rows of the e-mail route: seen by their sides alone, each changing what is its own to say."""

import pytest
from django.db import DatabaseError, transaction

from onward.email_route.models import (
    BreachAssessment,
    Exemption,
    InboxPair,
    ListedUse,
    Misdirection,
    Outage,
    PermissionDocument,
    ProcessPermission,
    SentForm,
)
from onward.email_route.outages import declare
from onward.email_route.permitting import exempt
from onward.email_route.send_log import note
from onward.tenancy.context import acting_for
from tests.email_route.factories import CHAINED, MOMENT, OURS, TODAY, TOMORROW
from tests.parties.factories import an_organisation

pytestmark = pytest.mark.django_db
SETTLED = (ProcessPermission, ListedUse, InboxPair, Exemption, Outage)
OWN = (SentForm, Misdirection, BreachAssessment)


@pytest.fixture
def filled(opened):
    """One row of everything that two sides settle, and of the log."""
    opened.listed()
    with opened.at_work(opened.department) as staff:
        exempt(
            opened.prime, process="EXIT_REPORT", reference="SEC-17", most_records=2,
            expires_on=TODAY, by=staff, at=MOMENT,
        )  # fmt: skip
        declare(
            provider=opened.prime, department=opened.department,
            expected_until=MOMENT, by=staff, at=MOMENT,
        )  # fmt: skip
    with opened.at_work(opened.prime):
        note(
            opened.record.handle, process="EXIT_REPORT", from_address=OURS, to_address=CHAINED,
            protection="none", at=MOMENT,
        )  # fmt: skip
    return opened


@pytest.mark.parametrize("model", [*SETTLED, PermissionDocument, *OWN])
def test_a_stranger_sees_none_of_it(filled, model):
    with acting_for(an_organisation().pk):
        assert not model.objects.exists()


@pytest.mark.parametrize("model", SETTLED)
def test_both_sides_see_what_they_settled(filled, model):
    for side in (filled.prime, filled.department):
        with filled.at_work(side):
            assert model.objects.exists()


@pytest.mark.parametrize("model", [ProcessPermission, Exemption, Outage])
def test_a_subcontractor_reads_what_its_messages_are_decided_by(filled, model):
    with filled.at_work(filled.subcontractor):
        assert model.objects.exists()
        assert not PermissionDocument.objects.exists()


def test_a_log_is_its_senders_own(filled):
    with filled.at_work(filled.department):
        assert not SentForm.objects.exists()


@pytest.mark.parametrize(
    ("side", "model", "change"),
    [
        ("prime", ListedUse, {"formally_approved_on": TOMORROW}),
        ("prime", ListedUse, {"starts_on": TOMORROW}),
        ("department", ListedUse, {"offshore": "YES"}),
        ("department", ListedUse, {"due_diligence_on": TOMORROW}),
        ("department", ProcessPermission, {"process": "GOOD_NEWS"}),
        ("prime", InboxPair, {"agreed_at": None}),
        ("department", InboxPair, {"to_address": "x@dwp.example"}),
        ("department", Outage, {"started_at": MOMENT.replace(year=2021)}),
    ],
)
def test_no_side_says_what_is_anothers_to_say(filled, side, model, change):
    told = pytest.raises(DatabaseError, match="its own to say")

    with filled.at_work(getattr(filled, side)), told, transaction.atomic():
        model.objects.update(**change)


def test_a_provider_neither_approves_nor_exempts_itself(filled):
    """REQ-003-053, REQ-003-051"""
    with filled.at_work(filled.prime):
        assert not ProcessPermission.objects.update(approved_at=None)
        refused = pytest.raises(DatabaseError, match="row-level security")
        with refused, transaction.atomic():
            Exemption.objects.create(
                provider=filled.prime, department=filled.department, process="EXIT_REPORT",
                reference="OWN-1", most_records=9, granted_at=MOMENT,
                granted_by=filled.staff[filled.prime.pk].handle, expires_on=TODAY,
            )  # fmt: skip


@pytest.mark.parametrize("model", SETTLED)
def test_nobody_removes_what_was_settled(filled, model):
    refused = pytest.raises(DatabaseError, match="permission denied")

    with filled.at_work(filled.department), refused, transaction.atomic():
        model.objects.all()._raw_delete("default")

"""A form that went to the wrong subcontractor: nothing is closed before it is deleted."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from onward.email_route.misdirected import (
    NotYet,
    alert,
    close,
    confirm_deletion,
    decide,
    found_astray,
)
from onward.email_route.models import BreachAssessment, Misdirection
from onward.email_route.send_log import forget_old, note
from onward.ledger.models import Entry
from tests.email_route.factories import CHAINED, MOMENT, OURS

pytestmark = pytest.mark.django_db
AWARE = MOMENT + timedelta(days=3)  # a Friday


@pytest.fixture
def working(opened):
    with opened.at_work(opened.prime) as staff:
        yield staff


@pytest.fixture
def astray(opened, working):
    """A form that is in the log, and went to a subcontractor it was not for."""
    logged = note(
        opened.record.handle, process="EXIT_REPORT", from_address=OURS, to_address=CHAINED,
        protection="none", at=MOMENT,
    )  # fmt: skip
    return found_astray(
        logged.disclosure_id, went_to=opened.subcontractor, aware_at=AWARE, by=working, at=AWARE
    )


def test_it_is_not_closed_before_the_deletion_is_confirmed(astray, working):
    """REQ-003-069"""
    with pytest.raises(NotYet):
        close(astray, by=working, at=AWARE)
    alert(astray, by=working, at=AWARE)
    with pytest.raises(NotYet):
        close(astray, by=working, at=AWARE)
    confirm_deletion(astray, by=working, at=AWARE)

    close(astray, by=working, at=AWARE)

    assert astray.closed_at == AWARE


def test_the_database_closes_none_whose_deletion_is_not_confirmed(astray):
    """REQ-003-069"""
    with pytest.raises(IntegrityError, match="deletion_is_confirmed"), transaction.atomic():
        Misdirection.objects.update(closed_at=AWARE, kept_until=AWARE.date())


def test_a_deletion_is_not_confirmed_by_somebody_who_was_not_alerted(astray, working):
    """REQ-003-069"""
    with pytest.raises(NotYet, match="First alert"):
        confirm_deletion(astray, by=working, at=AWARE)


def test_the_72_hours_run_from_awareness_over_the_weekend(astray):
    """REQ-003-069"""
    assessment = BreachAssessment.objects.get(disclosure_id=astray.disclosure_id)

    assert assessment.report_due_at == AWARE + timedelta(hours=72)
    assert assessment.decided_at is None


def test_a_decision_not_to_report_has_reasons_and_is_made_once(astray, working):
    assessment = BreachAssessment.objects.get()
    with pytest.raises(NotYet, match="reasons"):
        decide(assessment, decision="DO_NOT_REPORT", reasons=" ", by=working, at=AWARE)

    decide(assessment, decision="DO_NOT_REPORT", reasons="Deleted unread.", by=working, at=AWARE)

    with pytest.raises(NotYet, match="already"):
        decide(assessment, decision="REPORT", reasons="After all.", by=working, at=AWARE)


def test_a_form_that_was_never_sent_cannot_have_gone_astray(opened, working):
    with pytest.raises(NotYet, match="sent by email"):
        found_astray(
            opened.record.pk, went_to=opened.subcontractor, aware_at=AWARE, by=working, at=AWARE
        )


def test_what_was_done_is_kept_three_months_and_the_assessment_stays(astray, working):
    """REQ-003-069"""
    alert(astray, by=working, at=AWARE)
    confirm_deletion(astray, by=working, at=AWARE)
    close(astray, by=working, at=AWARE)  # on 4 March
    forget_old(on=date(2022, 6, 4))
    assert Misdirection.objects.exists()

    forget_old(on=date(2022, 6, 5))

    assert not Misdirection.objects.exists()
    assert BreachAssessment.objects.exists()


def test_one_that_is_not_closed_is_kept(astray):
    """REQ-003-069"""
    forget_old(on=date(2030, 1, 1))

    assert Misdirection.objects.exists()


def test_each_step_is_entered(astray, working):
    alert(astray, by=working, at=AWARE)
    confirm_deletion(astray, by=working, at=AWARE)
    close(astray, by=working, at=AWARE)

    kinds = Entry.objects.filter(about_id=astray.pk).order_by("entered_at")
    assert [entry.kind for entry in kinds] == [
        "email.astray", "email.astray_alerted", "email.astray_deleted", "email.astray_closed",
    ]  # fmt: skip

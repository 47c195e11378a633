"""E-mail that does not work: 48 hours, paper, and who says that it is used again."""

from datetime import timedelta

import pytest

from onward.email_route.models import Outage
from onward.email_route.outages import CannotResume, declare, give_notice, works_again
from tests.email_route.factories import MOMENT

pytestmark = pytest.mark.django_db
LATER = MOMENT + timedelta(hours=1)


def suspended(opened, by, *, hours: float = 2):
    with opened.at_work(by) as staff:
        return declare(
            provider=opened.prime, department=opened.department,
            expected_until=MOMENT + timedelta(hours=hours), by=staff, at=MOMENT,
        )  # fmt: skip


def test_under_48_hours_the_provider_waits(opened):
    """H12 (g); REQ-003-072"""
    outage = suspended(opened, opened.prime, hours=47 + 59 / 60)

    assert (outage.meanwhile, outage.clerical_notice_at) == (Outage.Meanwhile.WAIT, None)


def test_from_48_hours_on_paper_is_used_and_the_department_told(opened):
    """H12 (g); REQ-003-072"""
    outage = suspended(opened, opened.prime, hours=48)

    assert (outage.meanwhile, outage.clerical_notice_at) == (Outage.Meanwhile.CLERICAL, MOMENT)
    with opened.at_work(opened.department):
        assert Outage.objects.get().clerical_notice_at == MOMENT


def test_an_outage_that_is_found_to_last_turns_to_paper(opened):
    """REQ-003-072"""
    suspended(opened, opened.prime)

    again = suspended(opened, opened.prime, hours=50)

    assert again.meanwhile == Outage.Meanwhile.CLERICAL
    with opened.at_work(opened.prime):
        assert Outage.objects.count() == 1


def test_while_it_does_not_work_nothing_is_sent(opened):
    """REQ-003-072, REQ-003-074"""
    suspended(opened, opened.prime)

    assert opened.reasons() == ["EMAIL_SUSPENDED"]


def test_it_works_again_and_is_used_only_after_the_notice(opened):
    """REQ-003-073"""
    outage = suspended(opened, opened.prime)
    with opened.at_work(opened.prime) as staff:
        with pytest.raises(CannotResume, match="Say first"):
            give_notice(outage, by=staff, at=LATER)
        works_again(outage, by=staff, at=LATER)
    assert opened.reasons(at=LATER) == ["EMAIL_SUSPENDED"]

    with opened.at_work(opened.prime) as staff:
        give_notice(outage, by=staff, at=LATER)

    assert opened.reasons(at=LATER) == []


def test_a_provider_does_not_lift_what_the_department_suspended(opened):
    """REQ-003-074"""
    outage = suspended(opened, opened.department)
    with opened.at_work(opened.prime) as staff:
        for act in (works_again, give_notice):
            with pytest.raises(CannotResume, match="Only whoever suspended"):
                act(outage, by=staff, at=LATER)

    assert opened.reasons(at=LATER) == ["EMAIL_SUSPENDED"]


def test_the_department_takes_up_again_what_it_suspended(opened):
    """REQ-003-074"""
    outage = suspended(opened, opened.department)
    with opened.at_work(opened.department) as staff:
        works_again(outage, by=staff, at=LATER)
        give_notice(outage, by=staff, at=LATER)

    assert opened.reasons(at=LATER) == []


def test_the_database_lets_no_provider_end_the_departments_outage(opened):
    """REQ-003-074"""
    suspended(opened, opened.department)

    with opened.at_work(opened.prime):
        assert not Outage.objects.update(works_since=LATER, ended_at=LATER)


def test_both_sides_may_have_trouble_at_once_and_both_give_notice(opened):
    """REQ-003-073, REQ-003-074"""
    ours = suspended(opened, opened.prime)
    suspended(opened, opened.department)
    with opened.at_work(opened.prime) as staff:
        works_again(ours, by=staff, at=LATER)
        give_notice(ours, by=staff, at=LATER)

    assert opened.reasons(at=LATER) == ["EMAIL_SUSPENDED"]


def test_what_was_prepared_before_the_outage_waits_for_nothing_and_is_refused(opened):
    """REQ-003-074, at sending"""
    made = opened.send()
    suspended(opened, opened.department)

    opened.deliver()

    with opened.at_work(opened.prime):
        made.refresh_from_db()
    assert [row["code"] for row in made.refusals] == ["EMAIL_SUSPENDED"]

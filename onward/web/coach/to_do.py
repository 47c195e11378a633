"""What is to be done for one person, and whether it has been."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from onward.acts.referring import DISCUSSED
from onward.agreements.standard import standard_agreement
from onward.casework.models import OPEN, SENT_BACK, Referral, Status
from onward.casework.plans import plans_to_read
from onward.intake.referrals.routing import STANDARD
from onward.parties.models import Staff
from onward.people.models import Record
from onward.web.access import address
from onward.web.records.questions import questions_about
from onward.web.records.tasks import Task
from onward.web.words import TaskStatus, date_words


def tasks_of(
    record: Record, *, held: Mapping[str, object], referrals: Sequence[Referral], staff: Staff
) -> list[Task]:
    """Nothing is left to do for someone who has died."""
    if record.deceased_on is not None:
        return []
    return [
        *questions_about(record, staff=staff, audience="coach"),
        *_plans(record, staff),
        _needed(record, held, staff),
        _discussed(record, held, staff),
        _referral(record, referrals, staff),
    ]


def _plans(record: Record, staff: Staff) -> Iterator[Task]:
    for fact in plans_to_read().filter(record=record):
        yield Task(
            title=_("Read the leavers plan"),
            status=TaskStatus.NOT_STARTED,
            url=address("coach:plan", staff=staff, fact_id=fact.pk),
        )


def _needed(record: Record, held: Mapping[str, object], staff: Staff) -> Task:
    """What the agreement cannot do without (REQ-004-006)."""
    groups = standard_agreement(STANDARD).needs_one_of
    is_held = all(not held.keys().isdisjoint(group) for group in groups)
    return Task(
        title=_("Record who the person is"),
        hint=_("A last name, and a National Insurance number or a reference number"),
        status=TaskStatus.COMPLETED if is_held else TaskStatus.NOT_STARTED,
        url=address("coach:change", staff=staff, record_id=record.pk, section="identity"),
    )


def _discussed(record: Record, held: Mapping[str, object], staff: Staff) -> Task:
    """What must have been talked about before a referral (REQ-000-003)."""
    is_done = all(item in held for item in DISCUSSED)
    return Task(
        title=_("Discuss the choice of providers, and what each would receive"),
        status=TaskStatus.COMPLETED if is_done else TaskStatus.NOT_STARTED,
        url=address("coach:discussion", staff=staff, record_id=record.pk),
    )


def _referral(record: Record, referrals: Sequence[Referral], staff: Staff) -> Task:
    newest = next(iter(referrals), None)
    status = TaskStatus.NOT_STARTED
    if newest is not None and newest.status in SENT_BACK:
        status = TaskStatus.PROBLEM
    elif newest is not None and newest.status in (*OPEN, Status.ENDED):
        status = TaskStatus.COMPLETED
    return Task(
        title=_("Refer to a provider"),
        hint=_about(newest) if newest else "",
        status=status,
        url=address("coach:offers", staff=staff, record_id=record.pk),
    )


def _about(referral: Referral) -> str:
    return _("%(status)s: %(provider)s, referred on %(day)s") % {
        "status": Status(referral.status).label,
        "provider": referral.provider.name,
        "day": date_words(referral.referred_on),
    }

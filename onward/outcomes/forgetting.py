"""Forgetting the evidence of a person's work. `retention.py` says what, and what stays."""

from collections.abc import Collection

from django.db.models import CharField, F
from django.db.models.functions import Cast

from onward.agreements.catalogue import KeyClass
from onward.outcomes.models import EarlierEvidence, Job, Outcome, WeekWorked
from onward.people.models import Record


def forget_record(record: Record, *, classes: Collection[str]) -> None:
    """Empty jobs and take away weeks, what was known earlier, and what an outcome stood on.

    That an outcome came true, and when, stays: a claim that was paid must still be explained.
    """
    if KeyClass.EMPLOYMENT not in classes:
        return
    WeekWorked.objects.filter(record=record).delete()
    EarlierEvidence.objects.filter(record=record).delete()
    Outcome.objects.filter(record=record).update(why={})
    Job.objects.filter(record=record).update(
        reference=Cast(F("id"), CharField()),  # the provider's own may say who it is
        employer="",
        started_on=None,
        ended_on=None,
        self_employed=False,
        supported=False,
    )

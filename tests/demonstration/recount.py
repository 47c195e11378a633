"""Counts made from the written files alone, as somebody would who has nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from onward.formats.referral_zip import read
from onward.formats.starts_csv import ReferralAction, read_referral_actions, write_referral_actions
from onward.programmes.management_information import CohortCounts, cohort_counts
from onward.values.period import Period

PERIOD = Period(date(2017, 4, 3), date(2017, 9, 29))


def referred_on(folder: Path) -> dict[str, date]:
    days: dict[str, date] = {}
    for path in sorted(folder.rglob("*-referrals.zip")):
        found = read(path.read_bytes(), name=path.name)
        assert not found.problems
        days |= {row.referral_reference: row.referral_date for row in found.referrals}
    return days


def started_on(folder: Path) -> dict[str, date]:
    return {
        act.referral_reference: act.on
        for path in folder.rglob("*-starts.csv")
        for act in _starts(path)
    }


def recounted(referred: dict[str, date], started: dict[str, date]) -> CohortCounts:
    pairs = [(day, started.get(reference)) for reference, day in referred.items()]
    return cohort_counts(pairs, period=PERIOD)


def rewrite_start(folder: Path, reference: str, *, on: date | None) -> None:
    """Move one start to another day, or take it out of its file."""
    for path in folder.rglob("*-starts.csv"):
        acts = [
            replace(act, on=on or act.on) if act.referral_reference == reference else act
            for act in _starts(path)
            if on or act.referral_reference != reference
        ]
        path.write_bytes(write_referral_actions(acts))


def _starts(path: Path) -> list[ReferralAction]:
    found = read_referral_actions(path.read_bytes(), name=path.name)
    assert not found.problems
    return found.rows

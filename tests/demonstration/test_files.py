import shutil
import zipfile
from datetime import date
from itertools import pairwise

import pytest

from onward.demonstration.days import Cadence, cut_moments
from onward.demonstration.files import FileKind, write_files
from onward.demonstration.page_acts import PageActKind, page_acts
from onward.demonstration.showcase import showcase
from onward.formats.evidence_csv import read_job_starts, read_weekly_hours
from onward.formats.referral_zip import read
from onward.formats.starts_csv import Action, read_referral_actions
from tests.demonstration.recount import recounted, referred_on, rewrite_start, started_on


@pytest.fixture(scope="module")
def referred(full_folder):
    return referred_on(full_folder)


@pytest.fixture
def folder(full_folder, tmp_path):
    for path in full_folder.rglob("*-starts.csv"):
        (tmp_path / path.parent.name).mkdir(exist_ok=True)
        shutil.copy(path, tmp_path / path.parent.name)
    return tmp_path


def test_the_written_files_give_the_figures_published_in_december_2017(full_folder, referred):
    counts = recounted(referred, started_on(full_folder))

    assert (counts.referred, counts.joined, counts.rate) == (4_433, 2_901, 65)
    assert (counts.started_in_period, counts.started_after) == (2_760, 141)


@pytest.mark.parametrize(
    ("which", "on", "joined", "in_period", "after"),
    [
        ("start_in_period", None, 2_900, 2_759, 141),
        ("start_after", None, 2_900, 2_760, 140),
        ("start_in_period", date(2017, 10, 2), 2_901, 2_759, 142),
        ("start_after", date(2017, 9, 29), 2_901, 2_761, 140),
    ],
)
def test_one_changed_start_changes_its_own_counts_and_no_other(
    which, on, joined, in_period, after, folder, full_plan, referred
):
    rewrite_start(folder, getattr(showcase(full_plan), which), on=on)

    counts = recounted(referred, started_on(folder))
    assert (counts.referred, counts.joined) == (4_433, joined)
    assert (counts.started_in_period, counts.started_after) == (in_period, after)


def test_every_file_is_one_that_the_product_reads(small_folder):
    for path in small_folder.rglob("*.csv"):
        found = _read(path)
        assert found.rows
        assert not found.problems


def test_the_same_plan_gives_the_same_bytes(small_plan, small_folder, tmp_path):
    write_files(small_plan, folder=tmp_path)

    assert _bytes(tmp_path) == _bytes(small_folder)


@pytest.mark.parametrize("cadence", Cadence)
def test_the_cadence_changes_when_things_are_sent_and_not_what(
    cadence, small_plan, small_folder, tmp_path
):
    cuts = write_files(small_plan, folder=tmp_path, cadence=cadence)

    assert cuts[-1].at.date() == date(2018, 3, 31)
    assert started_on(tmp_path) == started_on(small_folder)
    assert referred_on(tmp_path) == referred_on(small_folder)
    assert _weeks(tmp_path) == _weeks(small_folder)


def test_nothing_is_sent_before_it_happened(small_plan, tmp_path):
    for cut in write_files(small_plan, folder=tmp_path, cadence=Cadence.DAILY):
        for kind in (FileKind.ACKNOWLEDGEMENTS, FileKind.STARTS, FileKind.ENDS):
            for path in cut.files[kind].values():
                assert max(act.on for act in _read(path).rows) <= cut.at.date()


def test_each_provider_speaks_of_its_own_referrals(small_plan, small_folder):
    for path in small_folder.rglob("*-starts.csv"):
        for act in _read(path).rows:
            case = small_plan.by_reference[act.referral_reference]
            assert path.name.startswith(case.contract.provider)
            assert act.action is Action.START


def test_a_corrected_referral_comes_again_as_its_second_version(small_plan, small_folder):
    second = [
        row
        for path in small_folder.rglob("*-referrals.zip")
        for row in read(path.read_bytes(), name=path.name).referrals
        if row.version == 2
    ]

    assert {row.referral_reference for row in second} == set(small_plan.oddities.corrected)
    assert {row.values["telephone"] for row in second} == {"020 7946 0999"}


def test_a_job_that_ends_comes_again_with_its_end(full_plan, full_folder):
    ended = {job.reference for case in full_plan.cases for job in case.jobs if job.ended_on}
    rows = [row for path in full_folder.rglob("*-jobs.csv") for row in _read(path).rows]

    assert ended
    assert ended == {row.job_reference for row in rows if row.job_ended_on}


def test_special_customer_records_are_in_no_file(full_plan, full_folder):
    everything = b"".join(_bytes(full_folder).values())

    assert full_plan.cases[0].person.nino.text.encode() in everything
    for case in full_plan.clerical:
        assert case.person.nino.text.encode() not in everything


def test_file_names_hold_no_person(small_folder):
    names = {path.name.split("-", 1)[1] for path in small_folder.rglob("*.*")}

    assert names == set(FileKind)


def test_acts_by_hand_come_in_the_order_of_their_days(small_plan):
    acts = page_acts(small_plan, after=date(2017, 4, 2), until=date(2018, 3, 31))

    assert [act.on for act in acts] == sorted(act.on for act in acts)
    assert {act.kind for act in acts} == set(PageActKind)


def test_each_act_by_hand_falls_on_one_evening_alone(small_plan):
    evenings = [moment.date() for moment in cut_moments(Cadence.MONTHLY)]
    acts = [
        act
        for after, until in pairwise([date(2017, 4, 2), *evenings])
        for act in page_acts(small_plan, after=after, until=until)
    ]

    assert acts == page_acts(small_plan, after=date(2017, 4, 2), until=evenings[-1])


def _read(path):
    content, kind = path.read_bytes(), path.name.split("-", 1)[1]
    if kind == FileKind.JOBS:
        return read_job_starts(content, name=path.name, fictitious=True)
    if kind == FileKind.HOURS:
        return read_weekly_hours(content, name=path.name)
    return read_referral_actions(content, name=path.name)


def _weeks(folder):
    return {
        (row.job_reference, row.week_beginning): row.minutes
        for path in folder.rglob("*-hours.csv")
        for row in _read(path).rows
    }


def _bytes(folder):
    found: dict[object, bytes] = {}
    for path in sorted(folder.rglob("*.*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                found |= {(path.name, each): archive.read(each) for each in archive.namelist()}
        found[path.relative_to(folder)] = path.read_bytes()
    return found

from dataclasses import replace
from datetime import date

import pytest

from onward.programmes import catalogue
from onward.programmes.catalogue import (
    VERSIONS,
    NoSuchProgramme,
    programme,
    programme_version,
)
from onward.programmes.wfs import WFS_2017


@pytest.mark.parametrize("on", [date(2017, 4, 3), date(2019, 4, 30)])
def test_work_first_scotland_is_in_force_from_its_first_day(on):
    assert programme("wfs", on=on) is WFS_2017


@pytest.mark.parametrize(("code", "on"), [("wfs", date(2017, 4, 2)), ("none", date(2018, 1, 1))])
def test_a_programme_not_in_force_is_refused(code, on):
    with pytest.raises(NoSuchProgramme):
        programme(code, on=on)


def test_a_case_finds_the_version_it_was_decided_by():
    assert programme_version("wfs", version="2017-04-03") is WFS_2017
    with pytest.raises(NoSuchProgramme):
        programme_version("wfs", version="2018-01-01")


def test_a_changed_rule_leaves_the_old_version_as_it_was(monkeypatch):
    changed = replace(WFS_2017, version="2018-01-01", in_force_from=date(2018, 1, 1))
    monkeypatch.setattr(catalogue, "VERSIONS", (changed, WFS_2017))

    assert programme("wfs", on=date(2017, 12, 31)) is WFS_2017
    assert programme("wfs", on=date(2018, 1, 1)) is changed
    assert programme_version("wfs", version="2017-04-03") is WFS_2017


def test_no_two_versions_share_a_name_or_a_first_day():
    assert len({(each.code, each.version) for each in VERSIONS}) == len(VERSIONS)
    assert len({(each.code, each.in_force_from) for each in VERSIONS}) == len(VERSIONS)


def test_every_version_says_its_source():
    assert all(each.source for each in VERSIONS)

"""An operator makes lists of people, in the name of somebody of the giver who may."""

import pytest

from config.command import _parser
from config.list_commands import evaluation_sample, monthly_list
from onward.disclosures.models import Disclosure
from onward.parties.permissions import Role
from onward.people.consents import give_consent
from onward.tenancy.context import acting_for
from tests.agreements.factories import a_standard_agreement
from tests.journeys.stage import a_stage
from tests.times import NOON
from tests.web.on_stage import clock_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    stage = a_stage()
    parties = {"commissioner": stage.commissioner, "holder": stage.department}
    a_standard_agreement("EVALUATION-LIST", parties=parties)
    record = stage.a_person()
    stage.start(record)
    with stage.at_work(Role.WORK_COACH) as coach:
        scope, on = "consent_evaluation", NOON.date()
        give_consent(record, scope=scope, wording="eval-1", on=on, by=coach, at=NOON)
    return stage


def run(stage, *arguments: str, role: Role = Role.OPERATIONS) -> int:
    said = ["--giver", stage.department.code, "--to", stage.commissioner.code]
    options = _parser().parse_args([*arguments, *said, "--by", stage.member(role).email])
    with clock_at(NOON):
        if options.command == "monthly-list":
            return monthly_list(options)
        return evaluation_sample(options)


def test_a_sample_is_drawn_and_released(stage, capsys):
    """REQ-001-018."""
    assert run(stage, "evaluation-sample", "draw") == 0
    assert run(stage, "evaluation-sample", "release") == 0

    assert "On the list: 1." in capsys.readouterr().out
    with acting_for(stage.department.pk):
        assert Disclosure.objects.get(kind="evaluation-list").status == "PREPARED"


def test_what_was_released_or_never_drawn_is_said(stage, capsys):
    assert run(stage, "evaluation-sample", "release") == 1
    run(stage, "evaluation-sample", "draw")
    run(stage, "evaluation-sample", "release")
    assert run(stage, "evaluation-sample", "release") == 1

    said = capsys.readouterr().err
    assert "Draw a sample first." in said
    assert "was released before" in said


def test_somebody_whose_roles_do_not_include_it_makes_no_list(stage, capsys):
    assert run(stage, "evaluation-sample", "draw", role=Role.WORK_COACH) == 1

    assert "do not include making lists" in capsys.readouterr().err


def test_a_monthly_list_without_an_agreement_says_so(stage, capsys, tmp_path):
    postcodes = tmp_path / "postcodes.txt"
    postcodes.write_text("FK1\n")

    assert run(stage, "monthly-list", "--postcodes", str(postcodes)) == 1

    assert "There is no agreement DWP-MONTHLY" in capsys.readouterr().err

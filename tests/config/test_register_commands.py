"""The operator enters organisations, and gives each one account: its administrator's."""

import re

import pytest

from config.command import _parser
from config.register_commands import organisation
from onward.parties.models import Organisation, Staff
from onward.tenancy.context import REGISTER, acting_for

pytestmark = pytest.mark.django_db
OF_HILLS = ["organisation", "hills", "--name", "Hills", "--kind", "SCHOOL", "--nation", "ENG"]


def run(*arguments: str) -> int:
    return organisation(_parser().parse_args([*OF_HILLS, *arguments]))


def test_an_organisation_and_its_administrator_are_entered(capsys, client):
    assert run("--administrator", "Bea Low", "--email", "bea@example.org") == 0

    link = re.findall(r"/password/\S+", capsys.readouterr().out)[0]
    assert client.get(link, follow=True).status_code == 200
    with acting_for(REGISTER):
        hills = Organisation.objects.get(code="hills")
    with acting_for(hills.pk):
        assert Staff.objects.get().roles == ["ADMINISTRATOR"]


def test_the_same_code_again_brings_its_entry_up_to_date():
    run()
    run("--name", "Hills Academy")

    with acting_for(REGISTER):
        assert Organisation.objects.get(code="hills").name == "Hills Academy"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--kind", "HOSPITAL"], "--kind is one of COMMISSIONER, DEPARTMENT"),
        (["--nation", "FRANCE"], "--nation is one of ENG, WLS, SCT, NIR."),
        (["--administrator", "Bea Low"], "An administrator needs --administrator with a name"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_entered(capsys, arguments, words):
    assert run(*arguments) == 2

    assert words in capsys.readouterr().err
    with acting_for(REGISTER):
        assert not Organisation.objects.filter(code="hills").exists()

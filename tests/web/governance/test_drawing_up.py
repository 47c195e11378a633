"""Drawing an agreement up on a page: what is wrong, and what is left to decide, is said first."""

from typing import Any

import pytest

from onward.agreements.models import Agreement
from onward.agreements.standard import standard_agreement
from onward.parties.models import Organisation
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from onward.web.governance.drawing_up import problem_in_words
from tests.agreements.factories import drawn_up, in_the_register, parties_to
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.web.client import page_of, signed_in
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db
TEXTS = "/governance/agreements/new"
PAGE = f"{TEXTS}/MOU-LOCAL"


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at():
        yield


@pytest.fixture
def parties():
    return parties_to("MOU-LOCAL")


@pytest.fixture
def officer(client, parties):
    return signed_in(client, a_member_of_staff(parties["authority"], Role.DATA_PROTECTION))


@pytest.fixture
def filled_in(parties):
    return {
        "code": "leicester",
        "party_district": parties["district"].pk,
        "party_authority": parties["authority"].pk,
        "effective_from": "31 12 2013",
    }


def test_texts_for_ones_own_kind_of_organisation_come_first(officer):
    tables = page_of(officer.get(TEXTS)).xpath("//main//table")

    ours, others = (
        [" ".join(each.text_content().split()) for each in table.xpath(".//tbody/tr/th")]
        for table in tables
    )
    assert "MOU-LOCAL" in ours
    assert "WFS-REFERRAL" in others


def test_what_somebody_will_have_to_decide_is_said_before_anything_is_made(officer):
    said = said_in(officer.get(PAGE))

    assert "What somebody will have to decide" in said
    assert '"working day" has more than one meaning' in said
    assert "Whom it is about is said differently" in said


def test_a_filled_in_form_draws_it_up(officer, parties, filled_in):
    answer = officer.post(PAGE, filled_in, follow=True)

    said = said_in(answer)
    assert "Drawn up. Every party signs it before it is in force." in said
    assert f"{parties['district'].name} has not signed: District Manager." in said
    with acting_for(parties["district"].pk):
        assert Agreement.objects.get().standard == "MOU-LOCAL"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"effective_from": "17 12 2013"}, "The standard begins on 2013-12-18."),
        ({"effective_to": "25 5 2018"}, "The standard ends on 2018-05-24."),
        ({"effective_to": "1 1 2013"}, "It would end before it begins."),
        ({"code": ""}, "Enter reference"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(officer, parties, filled_in, change, why):
    assert why in said_in(officer.post(PAGE, filled_in | change))

    with acting_for(parties["authority"].pk):
        assert not Agreement.objects.exists()


def test_a_service_takes_the_role_only_with_the_authority_that_commissioned_it(
    officer, parties, filled_in
):
    kind, nation = Organisation.Kind.TRAINING_PROVIDER, Organisation.Nation.ENGLAND
    filled_in["party_authority"] = an_organisation(kind, nation=nation).pk

    said = said_in(officer.post(PAGE, filled_in))

    assert "is not of a kind that may have it." in said


def test_no_such_text_is_not_found(officer):
    assert officer.get(f"{TEXTS}/NO-SUCH").status_code == 404


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        ("GATEWAY_EXCLUDES(telephone): The section does not reach it.",
         "Telephone number: The section does not reach it."),
        ("WRONG_PARTY(former_authority): nobody has this role.",
         "Former authority: nobody has this role."),
        ("RETENTION: it does not say.", "It does not say."),
        ("No code at all.", "No code at all."),
    ],
)  # fmt: skip
def test_a_problem_is_said_without_its_code(problem, words):
    assert problem_in_words(problem) == words


def test_where_a_provider_keeps_what_it_gets_is_asked_and_stands_in_the_text(client):
    parties = parties_to("WFS-REFERRAL")
    signed_in(client, a_member_of_staff(parties["commissioner"], Role.CONTRACT_MANAGER))
    filled_in: dict[str, Any] = {f"party_{role}": party.pk for role, party in parties.items()}
    filled_in |= {"code": "abroad", "effective_from": "3 4 2017", "country_provider": "XX"}

    said = said_in(
        client.post(
            f"{TEXTS}/WFS-REFERRAL", filled_in | {"safeguard_provider": "Clauses 3"}, follow=True
        )
    )

    assert f"{parties['provider'].name} (XX, Clauses 3)" in said
    assert f"{parties['provider'].name} (in XX; Clauses 3)" in said


def test_an_entry_for_the_public_register_is_there_only_where_there_is_one(client):
    parties = parties_to("WFS-PAYFILE")
    signed_in(client, a_member_of_staff(parties["commissioner"], Role.CONTRACT_MANAGER))
    registered = in_the_register(parties, "DEA/526")
    other = drawn_up(standard_agreement("WFS-PAYFILE"), parties=parties)
    page = "/governance/agreements/{}/register-entry"

    assert client.get(page.format(registered.pk)).json()["register_id"] == "DEA/526"
    assert client.get(page.format(other.pk)).status_code == 404

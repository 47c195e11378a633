"""The page that shows what people are not told, with the words to add."""

import pytest

from onward.contracts.models import Notice
from onward.parties.permissions import Role
from onward.tenancy.context import acting_for
from tests.journeys.stage import ALL, a_stage
from tests.web.client import page_of, signed_in
from tests.web.on_stage import clock_at, said_in

pytestmark = pytest.mark.django_db
LIST = "/governance/notices/"


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


@pytest.fixture(autouse=True)
def _clock(db):
    with clock_at():
        yield


@pytest.fixture
def officer(client, stage):
    return signed_in(client, stage.member(ALL, of=stage.department))


def begun(officer):
    """The form for a new version, as it is offered."""
    page = page_of(officer.get(f"{LIST}wfs/new"))
    ticked = page.xpath("//input[@name='items'][@checked]/@value")
    return {"text": page.xpath("string(//textarea)").strip(), "items": ticked}


def test_the_page_names_each_item_that_people_are_not_told_of(officer, stage):
    """REQ-004-001"""
    said = said_in(officer.get(LIST))

    assert "No notice was written." in said
    assert f"National Insurance number {stage.agreement} No" in said
    assert "We share this about your health: Disabled or not disabled" in said


def test_a_notice_with_the_words_added_is_published(officer, stage):
    """REQ-004-001"""
    form = begun(officer)

    kept = officer.post(f"{LIST}wfs/new", {"version": "wfs-2017-04", **form}, follow=True)
    (notice,) = kept.redirect_chain
    said = said_in(officer.post(f"{notice[0]}publication", follow=True))

    assert "Published: people are given this version from now on." in said
    assert "It names everything that is shared, and with whom." in said
    assert "People are told of everything that is shared." in said_in(officer.get(LIST))


def test_a_notice_that_leaves_something_out_is_kept_and_not_published(officer, stage):
    """REQ-004-001"""
    form = begun(officer) | {"version": "short"}
    form["items"].remove("nino")
    kept = officer.post(f"{LIST}wfs/new", form, follow=True)

    said = said_in(officer.post(f"{kept.redirect_chain[0][0]}publication", follow=True))

    assert "The notice does not name: National Insurance number." in said
    assert "Not published." in said
    with acting_for(stage.department.pk):
        assert Notice.objects.get().published_at is None


def test_a_work_coach_is_offered_the_version_that_people_are_given_now(officer, stage):
    """REQ-000-003"""
    kept = officer.post(f"{LIST}wfs/new", {"version": "wfs-2", **begun(officer)}, follow=True)
    officer.post(f"{kept.redirect_chain[0][0]}publication")
    record = stage.a_person()

    coach = signed_in(officer, stage.member(Role.WORK_COACH))
    page = page_of(coach.get(f"/coach/people/{record.pk}/discussion"))

    assert page.xpath("string(//input[@name='notice_version']/@value)") == "wfs-2"


def test_a_name_that_is_taken_is_refused_on_the_form(officer):
    form = begun(officer) | {"version": "one"}
    officer.post(f"{LIST}wfs/new", form)

    assert "There is a version of this name." in said_in(officer.post(f"{LIST}wfs/new", form))


def test_the_first_page_says_that_people_are_not_told_of_everything(officer):
    assert "Privacy notices What people are told, against what is shared There is a problem" in (
        said_in(officer.get("/governance/"))
    )

"""The markers of tests/journeys once more, with every form of every page sent in empty."""

import pytest

from onward.parties.models import Organisation
from tests.journeys.marked import (
    met_by,
    somebody_who_may_do_everything,
    the_scene,
    values_given_to,
)
from tests.parties.factories import an_organisation
from tests.web.client import signed_in
from tests.web.on_stage import clock_at

pytestmark = [pytest.mark.django_db, pytest.mark.prove]


@pytest.fixture
def django_db_setup(prepared):
    return prepared(the_scene)


@pytest.mark.parametrize("is_stranger", [False, True])
def test_no_form_answers_with_a_marker_that_was_not_given(client, django_db_setup, is_stranger):
    """A4, A10."""
    stage, record = django_db_setup
    other: Organisation = an_organisation() if is_stranger else stage.provider
    somebody = signed_in(client, somebody_who_may_do_everything(other))

    with clock_at():
        met = met_by(
            somebody,
            stage,
            record,
            but=values_given_to(other),
            sides=[stage.department, other],
            with_posts=True,
        )

    assert met == set()

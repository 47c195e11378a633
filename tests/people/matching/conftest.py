import pytest

from onward.parties.models import Organisation
from tests.parties.factories import an_organisation
from tests.people.matching.factories import matching


@pytest.fixture
def authority() -> Organisation:
    return matching(an_organisation())

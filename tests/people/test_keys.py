"""Each record has a key for each class of values: random, wrapped, destroyed alone."""

from uuid import uuid4

import pytest
from django.db import connection

from onward.people.keys import KeyBroken, destroy_keys, keys_for, standing_keys
from onward.people.models import RecordKey
from onward.tenancy.context import acting_for
from tests.parties.factories import an_organisation
from tests.times import NOON

pytestmark = pytest.mark.django_db
ANN, BEN = uuid4(), uuid4()
PLACES = [(ANN, "identity"), (ANN, "contact"), (BEN, "identity")]


@pytest.fixture(autouse=True)
def organisation():
    organisation = an_organisation()
    with acting_for(organisation.pk):
        yield organisation


def test_a_key_is_made_once_and_is_the_same_afterwards():
    keys = keys_for(PLACES, at=NOON)

    assert keys_for(PLACES, at=NOON) == standing_keys([ANN, BEN]) == keys
    assert {len(key) for key in keys.values()} == {32}
    assert len(set(keys.values())) == len(PLACES)


def test_a_missing_key_is_made_beside_one_that_stands():
    standing = keys_for(PLACES[:1], at=NOON)

    assert keys_for(PLACES, at=NOON).items() > standing.items()


def test_many_keys_are_made_in_three_statements(django_assert_num_queries):
    with django_assert_num_queries(2):
        keys_for([(uuid4(), "identity") for _ in range(100)], at=NOON)


def test_no_key_is_stored_as_it_is():
    [key] = keys_for(PLACES[:1], at=NOON).values()

    assert key not in bytes(RecordKey.objects.get().wrapped)


def test_destroying_a_class_leaves_the_others():
    keys_for(PLACES, at=NOON)

    assert destroy_keys(ANN, ["identity", "health"]) == ["identity"]
    assert standing_keys([ANN, BEN]).keys() == {(ANN, "contact"), (BEN, "identity")}


def test_a_key_after_destruction_is_another():
    before = keys_for(PLACES[:1], at=NOON)
    destroy_keys(ANN, ["identity"])

    assert keys_for(PLACES[:1], at=NOON) != before


def test_a_key_that_is_moved_to_another_record_does_not_open():
    keys_for(PLACES[:1], at=NOON)
    RecordKey.objects.update(handle=BEN)

    with pytest.raises(KeyBroken):
        standing_keys([BEN])


def test_another_organisation_sees_no_key(organisation):
    keys_for(PLACES, at=NOON)

    with connection.cursor() as cursor:
        cursor.execute("select set_config('onward.organisation', '0', true)")
        assert standing_keys([ANN, BEN]) == {}
        cursor.execute("select set_config('onward.organisation', %s, true)", [str(organisation.pk)])

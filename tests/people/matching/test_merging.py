"""Two records of one person become one to work with, and two again with nothing lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onward.ledger.models import Entry
from onward.parties.access import NotAllowed
from onward.parties.permissions import Permission, Role, granted_to
from onward.people.checks import disagreements
from onward.people.facts import NewFact, add_fact, present_values, provenance
from onward.people.identity import open_questions
from onward.people.matching.merging import CannotMerge, merge, undo_merge
from onward.people.models import Fact, Merge, Record
from onward.people.records import restrict
from onward.people.search import search
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2017, 5, 2)
ONE: dict[str, Any] = {"forename": "Amara", "surname": "Osei", "nino": "QQ123456C"}
OTHER: dict[str, Any] = {**ONE, "forename": "Amarah", "postcode": "LE1 1AA"}
WHY = "One child, entered by two schools."


@pytest.fixture
def manager(authority):
    return a_member_of_staff(authority, Role.TRACKING_MANAGER)


@pytest.fixture
def two(authority):
    return a_record(authority, **ONE), a_record(authority, **OTHER)


@pytest.fixture
def merged(authority, manager, two):
    kept, other = two
    with acting_for(authority.pk, user=manager.pk):
        return merge(kept, other, because=WHY, by=manager, at=NOON)


def held(authority, *records: Record) -> list[dict[str, object]]:
    with acting_for(authority.pk, user=AUTOMATIC):
        return [present_values(record) for record in records]


def found(authority) -> list[Record]:
    with acting_for(authority.pk, user=AUTOMATIC):
        return [each.record for each in search("osei", on=TODAY)]


def test_the_record_that_stays_is_told_what_it_lacks_and_keeps_what_it_has(authority, two, merged):
    """REQ-002-061, merge with undo."""
    assert held(authority, *two) == [{**ONE, "postcode": "LE1 1AA"}, OTHER]
    assert found(authority) == [two[0]]
    with acting_for(authority.pk, user=AUTOMATIC):
        assert not open_questions().exists()
        assert list(disagreements()) == []


def test_undone_both_are_as_they_were_and_what_was_said_stays_in_the_history(
    authority, manager, two, merged
):
    """REQ-002-061, merge with undo."""
    with acting_for(authority.pk, user=manager.pk):
        before = Fact.objects.count()
        undo_merge(merged, because="Cousins.", by=manager, at=NOON)
        assert Fact.objects.count() == before + 1

    assert held(authority, *two) == [ONE, OTHER]
    assert set(found(authority)) == set(two)


def test_each_act_is_in_the_ledger_with_its_reason_beside_it(authority, manager, two, merged):
    with acting_for(authority.pk, user=manager.pk):
        undo_merge(merged, because="Cousins.", by=manager, at=NOON)
        kinds = Entry.objects.filter(kind__startswith="record.", kind__endswith="merged")
        kept = Merge.objects.get()

        assert sorted(kinds.values_list("kind", flat=True)) == ["record.merged", "record.unmerged"]
    assert (kept.because, kept.undone_because) == (WHY, "Cousins.")


def test_only_who_may_merges(authority, two):
    adviser = a_member_of_staff(authority, Role.TRACKING_ADVISER)
    may = {role for role in Role if Permission.MERGE_RECORDS in granted_to([role])}

    assert may == {Role.TRACKING_MANAGER}
    with acting_for(authority.pk, user=adviser.pk), pytest.raises(NotAllowed):
        merge(*two, because=WHY, by=adviser, at=NOON)


def test_neither_without_a_reason_nor_with_itself_nor_twice(authority, manager, two, merged):
    kept, other = two
    third = a_record(authority, **ONE)
    with acting_for(authority.pk, user=manager.pk):
        for one, another, because, words in (
            (kept, third, " ", "Say why"),
            (kept, kept, WHY, "one record"),
            (third, other, WHY, "merged already"),
            (other, third, WHY, "merged already"),
        ):
            with pytest.raises(CannotMerge, match=words):
                merge(one, another, because=because, by=manager, at=NOON)


def test_records_that_different_people_may_see_are_not_merged(authority, manager, two):
    with acting_for(authority.pk, user=manager.pk):
        restrict(two[1], to=[manager], by=manager, at=NOON)
        two[1].refresh_from_db()

        with pytest.raises(CannotMerge, match="different people"):
            merge(*two, because=WHY, by=manager, at=NOON)


def test_what_a_law_locks_stays_locked_through_a_merge_and_its_undoing(authority, manager, two):
    kept, other = two
    with acting_for(authority.pk, user=manager.pk):
        said = NewFact(
            record=other, values={"postcode": "LE2 2BB"}, source=Fact.Source.FILE,
            valid_from=TODAY, at=NOON, came_under="esa2008-s15",
        )  # fmt: skip
        add_fact(said)
        merged = merge(kept, other, because=WHY, by=manager, at=NOON)
        assert provenance(kept)["postcode"].came_under == "esa2008-s15"

        add_fact(replace(said, record=kept, values={"forename": "Amy"}, came_under=""))
        add_fact(replace(said, record=kept, source_id=merged.pk, values={"forename": "Ann"}))
        undo_merge(merged, because="They are cousins.", by=manager, at=NOON)

        assert "postcode" not in present_values(kept)
        assert provenance(kept)["forename"].source == Fact.Source.FILE
        assert present_values(kept)["forename"] == "Amy"

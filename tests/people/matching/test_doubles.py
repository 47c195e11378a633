"""Who may be kept twice is shown before a second is added, and looked for in the background."""

from typing import Any

import pytest

from onward.people.matching.declared import NotDeclared, declare, note_searched, require_declared
from onward.people.matching.doubles import likely_doubles, note_another, search_where_asked
from onward.people.matching.matches import waiting_matches
from onward.people.matching.weighing import Person
from onward.people.models import Match, Record
from onward.people.records import record_death
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff
from tests.people.factories import a_record
from tests.people.matching.factories import AMARA
from tests.times import NOON

pytestmark = pytest.mark.django_db
TYPED = Person(forename="Amarah", surname="Osei", born="2009-02-03", postcode="LE1 1AA")


def doubles(authority) -> set[frozenset[Record]]:
    with acting_for(authority.pk, user=AUTOMATIC):
        return {
            frozenset(filter(None, [match.record, match.candidates.get().record]))
            for match in waiting_matches(Match.Kind.RECORDS).select_related("record")
        }


def likely(authority) -> list[Any]:
    with acting_for(authority.pk, user=AUTOMATIC):
        return [near.record_id for near in likely_doubles(TYPED)]


def test_whoever_is_like_somebody_new_is_shown_unless_they_have_died(authority):
    record = a_record(authority, **AMARA)
    assert likely(authority) == [record.pk]

    with acting_for(authority.pk, user=AUTOMATIC):
        record_death(record, on=NOON.date(), by=None, at=NOON)

    assert likely(authority) == []


def test_everybody_kept_is_looked_through_once_and_each_pair_asked_about_once(authority):
    """REQ-002-061, the duplicate detector."""
    one, other = (
        a_record(authority, **AMARA),
        a_record(authority, **{**AMARA, "forename": "Amarah"}),
    )
    a_record(authority, **{**AMARA, "forename": "Kofi"})

    assert search_where_asked(authority.pk, at=NOON) == 1
    assert doubles(authority) == {frozenset([one, other])}
    assert search_where_asked(authority.pk, at=NOON) == 0
    with acting_for(authority.pk, user=AUTOMATIC):
        note_searched(at=None)
    assert search_where_asked(authority.pk, at=NOON) == 0
    assert doubles(authority) == {frozenset([one, other])}


def test_who_was_said_to_be_somebody_else_on_entry_is_not_asked_about_again(authority):
    held = a_record(authority, **AMARA)
    by = a_member_of_staff(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        near = likely_doubles(TYPED)
    added = a_record(authority, **{**AMARA, "forename": "Amarah"})
    with acting_for(authority.pk, user=AUTOMATIC):
        note_another(added, near, because="Cousins.", by=by, at=NOON)
        answered = Match.objects.get()
        assert (answered.answer, answered.decisions.get().because) == ("NOBODY", "Cousins.")

    assert search_where_asked(authority.pk, at=NOON) == 0
    assert held.pk == near[0].record_id


def test_no_matching_job_runs_where_matching_is_declared_not_to_be_done(authority):
    """REQ-001-002."""
    a_record(authority, **AMARA)
    a_record(authority, **AMARA)
    no = a_member_of_staff(authority)
    with acting_for(authority.pk, user=AUTOMATIC):
        declare(is_matched=False, because="The assessment says so.", by=no, at=NOON)

        with pytest.raises(NotDeclared, match="has declared no matching"):
            require_declared()
        assert likely_doubles(TYPED) == []
    assert search_where_asked(authority.pk, at=NOON) == 0
    assert doubles(authority) == set()

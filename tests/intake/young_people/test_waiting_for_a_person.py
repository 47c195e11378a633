"""A row that may be somebody waits for a person, is not lost, and is taken in once they said."""

import pytest

from onward.intake.answered_rows import files_with_answers, take_again
from onward.intake.checking import check
from onward.intake.taking_in import accept
from onward.people.facts import present_values
from onward.people.matching.matches import answer_match, reopen, waiting_matches
from onward.people.models import Address, Match, MatchedRow
from onward.tracking.activities.telling import present_activities
from onward.tracking.models import ActivityStatement
from tests.intake.young_people.lists import OCTOBER, education, rules, taken
from tests.intake.young_people.lists import now as present
from tests.intake.young_people.test_new_claimants import listed
from tests.people.matching.factories import matching, with_a_model

pytestmark = pytest.mark.django_db
SLIPPED = {"forename": "Amarra", "address_1": "4 Mill Lane", "postcode": "LE1 1AA"}


@pytest.fixture
def amara(place):
    amara = place.a_young_person(date_of_birth="2007-02-03")
    matching(place.authority)
    return amara


def addresses(place) -> int:
    with place.at_work():
        return Address.objects.count()


def test_a_row_that_is_like_somebody_is_given_back_and_waits_for_a_person(place, amara):
    landing = listed(place, SLIPPED)

    assert rules(landing) == ["Somebody is like this young person, but not surely the same."]
    assert b"Amarra" in bytes(landing.refused_rows)
    with place.at_work():
        match = waiting_matches().get()
        row = MatchedRow.objects.get()
        assert [each.record for each in match.candidates.all()] == [amara]
        assert (row.landing_id, row.row) == (landing.pk, 2)


def test_checking_a_file_asks_nobody(place, amara):
    landing = listed(place, SLIPPED)

    with place.at_work():
        assert Match.objects.count() == 1
    assert landing.status == "DONE"


def test_the_same_file_twice_changes_nothing(place, amara):
    first = listed(place, SLIPPED)

    again = listed(place, SLIPPED)

    assert again.pk == first.pk
    with place.at_work():
        assert (Match.objects.count(), MatchedRow.objects.count()) == (1, 1)


def test_the_row_is_taken_in_once_somebody_said_who_it_is(place, amara):
    listed(place, {**SLIPPED, "address_1": "9 New Street", "postcode": "LE2 2BB"})
    before = addresses(place)
    with place.at_work() as adviser:
        match = waiting_matches().get()
        answer = Match.Answer.SAME
        answer_match(match, answer=answer, chosen=amara.pk, by=adviser, at=match.raised_at)
        assert addresses(place) == before  # to say who it is changes nothing else

    with place.at_work() as adviser:
        ((file, count),) = files_with_answers()
        again = take_again(file, by=adviser, at=OCTOBER)
        assert files_with_answers() == []
    check(again, by=place.manager, at=OCTOBER)
    accept(again, by=place.manager, at=OCTOBER)

    assert (count, again.done_count, rules(again)) == (1, 1, [])
    assert addresses(place) == before + 1


def test_an_approved_model_lets_the_row_in_and_keeps_who_it_was_taken_for(place, amara):
    with_a_model(place.authority)

    landing = listed(place, SLIPPED)

    assert (landing.done_count, rules(landing)) == (1, [])
    with place.at_work():
        match = Match.objects.get()
        assert (match.chosen, match.answered_by, match.answer) == (amara, None, "SAME")


def test_a_link_is_undone_with_all_that_the_list_said_under_it_and_nothing_lost(place):
    amara = place.a_young_person(code="810", since="2025-09-01")
    matching(place.authority)
    row = {"forename": "Amarra", "startdate": "08/09/2025"}
    with place.at_work():
        before, was = present_values(amara), present_activities([amara])[amara.pk]
    taken(place, education(row), at=OCTOBER)
    with place.at_work() as manager:
        match = waiting_matches().get()
        answer_match(match, answer=Match.Answer.SAME, chosen=amara.pk, by=manager, at=OCTOBER)
    landing = taken(place, education(row, {"surname": "Nobody"}), at=OCTOBER)
    assert present(place, amara).source_id == landing.pk

    with place.at_work() as manager:
        reopen(match, because="Her cousin.", by=manager, at=OCTOBER)

        assert present_values(amara) == before
        assert ActivityStatement.objects.filter(source_id=landing.pk).exists()
    assert present(place, amara).activity == was.activity

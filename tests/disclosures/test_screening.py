"""Screening finds what the labelled notes hold, whoever wrote them and however."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onward.agreements.catalogue import catalogue
from onward.disclosures.screening import is_screened, marks, marks_of
from onward.parties.models import Organisation
from onward.people.models import Record
from onward.people.records import record_death
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.disclosures.notes.labelled import notes, people
from tests.disclosures.notes.measure import Measured
from tests.parties.factories import an_organisation
from tests.people.factories import a_record
from tests.times import NOON

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs/reference/screening.md"
TEXT = "additional_information"


def the_sender() -> Organisation:
    sender = an_organisation()
    for forename, surname in people():
        a_record(sender, forename=forename, surname=surname)
    return sender


@pytest.fixture
def django_db_setup(prepared):
    return prepared(the_sender)


@pytest.fixture
def sender(django_db_setup, db) -> Iterator[Organisation]:
    with acting_for(django_db_setup.pk, user=AUTOMATIC):
        yield django_db_setup


def kinds(text: str, **held: object) -> list[str]:
    return [mark.kind for mark in marks({TEXT: text}, held=held)]


def test_numbers_are_always_found_and_names_in_the_senders_records_nearly_always(sender):
    """A2, REQ-004-016, REQ-004-021."""
    measured = Measured(notes())

    assert measured.recall("NINO") == measured.recall("TELEPHONE") == 1
    assert measured.recall("NAME") >= 0.95


def test_the_page_about_screening_shows_what_is_measured(sender):
    table = Measured(notes()).table()

    assert table in PAGE.read_text(encoding="utf-8"), table


def test_there_are_two_hundred_notes_and_most_that_hold_nothing_are_left_alone(sender):
    measured = Measured(notes())

    assert len(notes()) >= 200
    assert measured.left_alone >= 0.9 * measured.unmarked_notes


def test_a_name_is_found_only_among_the_records_of_whoever_sends():
    somebody_else = an_organisation()
    with acting_for(somebody_else.pk):
        assert kinds("lodges with hamish mac neill") == []


def test_a_person_mentioned_in_somebodys_record_is_found_too(sender):
    a_record(sender, kind=Record.Kind.MENTIONED, forename="Bronagh", surname="Devlin")

    assert kinds("bronagh has the keys") == ["NAME"]


def test_her_own_name_is_no_mark_in_her_own_text(sender):
    own = {"forename": "Ailsa", "surname": "Grant"}

    assert kinds("Ailsa wants evening work. Mrs Grant can start now.", **own) == []
    assert kinds("Her sister Morag Grant drives.", **own) == ["NAME"]


def test_the_work_coach_is_no_mark_where_her_name_goes_too(sender):
    text = {TEXT: "Seen by Fergus Drummond in May."}

    assert [mark.kind for mark in marks(text)] == ["NAME"]
    assert marks(text | {"jcp_adviser_name": "Fergus Drummond"}) == []


def test_of_somebody_who_has_died_nothing_is_found(sender):
    """REQ-002-025."""
    record = a_record(sender, forename="Bronagh", surname="Devlin")
    record_death(record, on=NOON.date(), by=None, at=NOON)

    assert kinds("lives in bronagh devlin's old house") == []


@pytest.mark.parametrize(
    "text",
    [
        "QQ 12 34\u200b56 C",
        "\uff31\uff31\uff11\uff12\uff13\uff14\uff15\uff16\uff23",
        "QQ 12 34 56 \u0421",
        "\u041e\u041e123456A",
        "Q.Q.1.2.3.4.5.6.C",
        "OA 12 34 56 C",
    ],
)
def test_a_number_in_signs_that_only_look_like_letters_is_found(sender, text):
    """A1, A2."""
    assert kinds(f"his number {text} is on the form") == ["NINO"]


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("coc_starts_ends_work", {"state": "notified", "detail": "ring 07700 900123"}),
        ("qualification_subject", {"1": "Welding", "2": "07700 900123"}),
        ("job_preferences", ["Baker", "07700", "900123"]),
        ("last_job_1", "Baker, 07700 900123"),
        ("leavers_plan", {"name": "plan for 07700 900123.pdf", "sha256": "0" * 64}),
    ],
)
def test_texts_inside_events_lists_and_names_of_documents_are_looked_through(sender, item, value):
    """A2, A5."""
    assert [mark.kind for mark in marks({item: value})] == ["TELEPHONE"]


def test_every_free_text_of_the_catalogue_is_looked_through():
    free = {item.code for item in catalogue().values() if item.free_text}

    assert free <= {item.code for item in catalogue().values() if is_screened(item)}


def test_names_cost_the_same_few_queries_for_one_text_and_for_many(sender):
    def cost(texts: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            marks_of([{TEXT: note.text} for note in notes()[:texts]])
        return len(queries)

    assert cost(1) == cost(200) == 3

"""What is erased is gone from every place that held it, and what is not erased stands."""

from datetime import timedelta

import pytest

from onward.disclosures.models import Parcel
from onward.disclosures.parcels import open_parcels
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.people.checks import disagreements
from onward.people.consents import consents_of, give_consent
from onward.people.facts import RecordErased, present_values, provenance
from onward.people.models import (
    Address,
    BirthDate,
    Consent,
    Fact,
    Identifier,
    PersonName,
    Record,
    RecordKey,
)
from onward.people.search import search
from onward.rights.erasure import EVERY_CLASS, NothingToErase, StillUnderWay, erase
from onward.rights.models import Erasure
from onward.rights.sharing import State
from onward.rights.statement import statement_of
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.journeys.stage import USUAL, a_stage
from tests.people.factories import say
from tests.times import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_stage)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup


def erased(stage, record, *classes, at=LATER):
    """Erase these classes of the department's record; the whole of it if none is named."""
    with stage.at_work(Role.WORK_COACH) as coach:
        return erase(record, classes=classes or EVERY_CLASS, by=coach, at=at)


def held(stage, record):
    with acting_for(stage.department.pk, user=AUTOMATIC):
        return present_values(record)


def everything_kept(stage, record):
    """All that the department's live rows hold of the record, as text."""
    with acting_for(stage.department.pk, user=AUTOMATIC):
        models = (Fact, PersonName, Identifier, Address, BirthDate, Consent)
        return str([list(model.objects.filter(record=record).values()) for model in models])


def test_one_class_goes_and_the_others_stay(stage):
    record = stage.a_person()

    erased(stage, record, "contact")

    left = held(stage, record)
    assert set(USUAL) - set(left) == {"address", "postcode", "telephone"}
    assert (left["surname"], left["nino"]) == ("Grant", "QQ123456C")


def test_what_was_said_of_other_items_keeps_its_order_source_and_dates(stage):
    record = stage.a_person()
    with acting_for(stage.department.pk, user=AUTOMATIC):
        say(record, at=NOON + timedelta(days=1), surname="Reid", telephone="0131 496 0199")
        before = {item: fact.pk for item, fact in provenance(record).items()}

    erased(stage, record, "contact")

    with acting_for(stage.department.pk, user=AUTOMATIC):
        after = {item: fact.pk for item, fact in provenance(record).items()}
        assert present_values(record)["surname"] == "Reid"
        assert present_values(record, known_at=NOON)["surname"] == "Grant"
    assert after.items() < before.items()


def test_typed_rows_agree_with_the_facts_that_are_left(stage):
    record = stage.a_person()
    with acting_for(stage.department.pk, user=AUTOMATIC):
        say(record, surname="Reid", address=["2 Rowan Road"], nino="QQ222222A")

    erased(stage, record, "contact")
    erased(stage, record, "identity")

    with acting_for(stage.department.pk, user=AUTOMATIC):
        assert list(disagreements()) == []
    kept = everything_kept(stage, record)
    for value in ("Grant", "Reid", "grant", "QQ", "Larch", "Rowan", "FK1", "1988"):
        assert value not in kept


def test_a_whole_record_holds_nothing_and_keeps_its_handle(stage):
    record = stage.a_person()
    with stage.at_work(Role.WORK_COACH) as coach:
        give_consent(
            record, scope="consent_leavers_plan", wording="w-1", on=NOON.date(), by=coach, at=NOON
        )

    erased(stage, record)

    assert held(stage, record) == {}
    with acting_for(stage.department.pk, user=AUTOMATIC):
        row = Record.objects.get(pk=record.pk)
        assert (row.erased_at, row.handle) == (LATER, record.handle)
        assert not consents_of([record], on=LATER.date())[record.pk].standing
        assert search("Grant", on=LATER.date()) == []
        with pytest.raises(RecordErased):
            say(record, surname="Back")


def test_after_a_class_is_erased_it_can_be_recorded_anew(stage):
    record = stage.a_person()
    erased(stage, record, "contact")

    with acting_for(stage.department.pk, user=AUTOMATIC):
        say(record, at=LATER, postcode="FK2 2BB")
        assert list(disagreements()) == []

    assert held(stage, record)["postcode"] == "FK2 2BB"


def test_the_keys_of_a_class_go_and_with_them_what_was_sealed(stage):
    record = stage.a_person()
    stage.refer(record)

    erased(stage, record, "contact", "health")

    with acting_for(stage.department.pk):
        kept = set(RecordKey.objects.filter(handle=record.handle).values_list("key_class"))
        parcel = Parcel.objects.get(from_handle=record.handle)
        (values,) = open_parcels([parcel]).values()
    assert not {("contact",), ("health",)} & kept
    assert "telephone" not in values
    assert "disability_status" not in values
    assert values["nino"] == "QQ123456C"


def test_the_statement_says_sent_since_erased(stage):
    """REQ-004-048"""
    record = stage.a_person()
    stage.refer(record)
    erased(stage, record, "contact")

    statement = statement_of(record.handle)

    (row,) = (row for row in statement.shared if row.kind == "referral")
    states = {item.code: item.state for item in row.items}
    assert {code for code, state in states.items() if state == State.ERASED} == {
        "address",
        "postcode",
        "telephone",
    }
    assert states["nino"] == State.HELD
    (by_whom,) = statement.erased
    assert (by_whom.organisation, by_whom.key_classes) == (stage.department.name, ("contact",))


def test_whoever_received_something_keeps_their_own_record(stage):
    record = stage.a_person()
    stage.refer(record)

    erased(stage, record)

    received = stage.received(record)
    with acting_for(stage.provider.pk, user=AUTOMATIC):
        assert present_values(received)["surname"] == "Grant"


def test_an_erasure_is_an_entry_of_codes_and_a_row_that_stands(stage):
    record = stage.a_person()

    erasure = erased(stage, record, "contact")

    with acting_for(stage.department.pk):
        entry = Entry.objects.get(kind="record.erased")
        assert Erasure.objects.get() == erasure
    assert entry.subject == record.handle
    assert b'"classes":["contact"],"whole_record":false' in bytes(entry.leaf)


def test_nothing_is_erased_while_something_is_on_its_way(stage):
    record = stage.a_person()
    stage.ask(record)

    with pytest.raises(StillUnderWay, match="Try again"):
        erased(stage, record)

    stage.deliver()
    assert erased(stage, record).whole_record


@pytest.mark.parametrize("classes", [["everything"], ["contact", "shoe_size"]])
def test_only_classes_that_there_are_can_be_erased(stage, classes):
    with pytest.raises(NothingToErase):
        erased(stage, stage.a_person(), *classes)


def test_an_erased_record_is_not_erased_again(stage):
    record = stage.a_person()
    erased(stage, record)

    with pytest.raises(NothingToErase):
        erased(stage, record)


def test_nobody_erases_another_organisations_record(stage):
    record = stage.a_person()

    with stage.at_work(Role.CASEWORKER) as caseworker, pytest.raises(Record.DoesNotExist):
        erase(record, by=caseworker, at=LATER)


def test_a_neighbours_values_stay(stage):
    record, neighbour = stage.a_person(), stage.a_person(surname="Reid", nino="QQ654321A")

    erased(stage, record)

    assert held(stage, neighbour)["surname"] == "Reid"

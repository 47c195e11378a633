"""Facts are only added; what is held is their fold; the typed rows say the same."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onward.people.checks import disagreements
from onward.people.facts import (
    BadValues,
    NewFact,
    RecordErased,
    UnknownItem,
    add_fact,
    add_facts,
    clean_values,
    present_values,
    present_values_of,
    provenance,
)
from onward.people.models import Address, BirthDate, Fact, Identifier, PersonName, Record
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.examples import one_in
from tests.parties.factories import an_organisation
from tests.people.factories import a_record, say
from tests.times import NOON

pytestmark = pytest.mark.django_db
TODAY = date(2017, 5, 2)
LATER = NOON + timedelta(hours=1)
EVERYTHING_TYPED: dict[str, Any] = {
    "forename": "Kim",
    "surname": "Ash",
    "nino": "QQ123456C",
    "claimant_reference_number": "R1",
    "address": ["1 High St"],
    "postcode": "EH1 2AB",
    "date_of_birth": "1984-07-03",
}
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "forename": st.sampled_from(["Kim", "Zoë", None]),
        "surname": st.sampled_from(["Ash", "Birch", None]),
        "nino": st.sampled_from(["QQ123456A", "QQ123456B", None]),
        "claimant_reference_number": st.sampled_from(["R1", "R2", None]),
        "address": st.sampled_from([["1 High St"], ["2 High St"], None]),
        "postcode": st.sampled_from(["EH1 2AB", "LE1 6AB", None]),
        "date_of_birth": st.sampled_from(["1984-07-03", "1990-01-01", None]),
    },
)


@pytest.fixture
def record():
    """A record of an organisation whose unattended work the test then does."""
    organisation = an_organisation()
    with acting_for(organisation.pk, user=AUTOMATIC):
        yield a_record(organisation)


def test_what_was_said_last_counts_and_the_rest_stays(record):
    say(record, forename="Kim", surname="Example")
    say(record, surname="Invented", at=LATER)

    assert present_values(record) == {"forename": "Kim", "surname": "Invented"}


def test_of_two_facts_of_one_moment_the_later_counts(record):
    for surname in ("Ash", "Birch", "Cedar"):
        say(record, surname=surname)

    assert present_values(record) == {"surname": "Cedar"}


def test_what_was_known_at_a_moment_never_changes_afterwards(record):
    say(record, surname="Ash")
    say(record, surname="Birch", at=LATER)
    say(record, surname="Cedar", at=NOON)

    assert present_values(record, known_at=NOON) == {"surname": "Ash"}
    assert present_values(record) == {"surname": "Cedar"}


def test_a_withdrawn_item_is_not_held_any_more(record):
    say(record, surname="Ash", email="kim@example.org")
    say(record, email=None)

    assert present_values(record) == {"surname": "Ash"}
    assert set(provenance(record)) == {"surname"}


def test_not_held_differs_from_a_value_that_says_no(record):
    """REQ-004-007"""
    say(record, incident_marker="no", postcode="", address="  ", welsh_written=False)

    assert present_values(record) == {"incident_marker": False, "welsh_written": False}


def test_a_record_without_facts_has_no_values(record):
    assert present_values(record) == {}
    assert present_values_of([record]) == {}


def test_each_value_says_which_fact_it_comes_from(record):
    first = say(record, forename="Kim", surname="Ash")
    second = say(record, surname="Birch", source=Fact.Source.PERSON)

    assert provenance(record) == {"forename": first, "surname": second}


def test_a_fact_says_who_said_it_and_when(record):
    by = record.organisation.staff.create(email="kim@example.org", name="Kim")
    fact = say(record, surname="Ash", by=by)

    stored = Fact.objects.get(pk=fact.pk)
    assert (stored.by, stored.known_at, stored.number) == (by.handle, NOON, 1)


def test_a_fact_is_neither_altered_nor_removed(record):
    fact = say(record, surname="Ash")

    for change in (
        {"values": {"surname": "Birch"}},
        {"known_at": LATER},
        {"restricted_to": [1], "known_at": LATER},
    ):
        with pytest.raises(ProgrammingError, match="never altered"), transaction.atomic():
            Fact.objects.filter(pk=fact.pk).update(**change)
    with pytest.raises(ProgrammingError, match="never altered"), transaction.atomic():
        Fact.objects.filter(pk=fact.pk).delete()


def test_many_facts_about_many_records_are_added_in_a_few_statements(
    record, django_assert_max_num_queries
):
    records = [record, *(a_record(record.organisation) for _ in range(30))]
    values = {"surname": "Ash", "postcode": "EH1 2AB", "date_of_birth": "1984-07-03"}

    with django_assert_max_num_queries(25):
        add_facts([_fact(each, nino=f"QQ1234{n:02}C", **values) for n, each in enumerate(records)])

    assert len(present_values_of(records)) == 31


def test_several_facts_about_one_record_in_one_batch_keep_their_order(record):
    add_facts([_fact(record, surname=surname, nino="QQ123456C") for surname in ("Ash", "Birch")])

    assert present_values(record)["surname"] == "Birch"
    assert PersonName.objects.get(is_current=True).surname == "Birch"
    assert Identifier.objects.count() == 1


def test_nothing_to_add_or_to_read_is_no_error(record):
    assert add_facts([]) == []
    assert present_values_of([]) == {}


def test_an_unknown_item_is_refused(record):
    with pytest.raises(UnknownItem):
        add_fact(_fact(record, shoe_size="44"))


def test_nothing_is_added_to_an_erased_record(record):
    Record.objects.filter(pk=record.pk).update(erased_at=NOON)

    with pytest.raises(RecordErased):
        say(record, surname="Ash")


def test_nothing_is_added_to_another_organisations_record(record):
    record.pk = uuid4()

    with pytest.raises(Record.DoesNotExist):
        say(record, surname="Ash")


def test_a_new_surname_makes_the_old_name_a_former_one(record):
    say(record, forename="Kim", surname="Ash")
    say(record, surname="Birch")

    names = PersonName.objects.order_by("pk").values_list("forename", "surname", "is_current")
    assert list(names) == [("Kim", "Ash", False), ("Kim", "Birch", True)]


def test_an_unchanged_value_adds_no_second_row(record):
    for _ in range(2):
        say(record, **EVERYTHING_TYPED)

    rows = (PersonName, Identifier, Address, BirthDate)
    assert [model.objects.count() for model in rows] == [1, 2, 1, 1]


def test_a_number_that_is_replaced_or_withdrawn_finds_nobody(record):
    say(record, nino="QQ123456C", claimant_reference_number="R1", date_of_birth="1984-07-03")
    say(record, nino="QQ123456D", claimant_reference_number=None, date_of_birth="1984-07-04")

    assert [number.value for number in Identifier.objects.all()] == ["QQ123456D"]
    assert BirthDate.objects.get().on == date(1984, 7, 4)


def test_names_are_kept_with_the_keys_they_are_found_by(record):
    say(record, forename="Zoë Ann", surname="O’Brien-Müller")

    name = PersonName.objects.get()
    assert (name.forename_key, name.surname_key) == ("zoe ann", "obrien muller")


def test_a_name_longer_than_its_keys_is_still_kept(record):
    say(record, surname="Smith of Kirkcaldy of Dumbarton of Inverness")

    assert len(PersonName.objects.get().surname_sound) == 20


@settings(max_examples=one_in(2), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CHANGES, min_size=1, max_size=3), max_size=4))
def test_typed_rows_are_what_the_facts_come_to_whatever_is_said(record, batches):
    fresh = a_record(record.organisation)
    for batch in batches:
        add_facts([_fact(fresh, **values) for values in batch])

    assert list(disagreements()) == []


def test_the_nightly_check_names_a_row_that_differs(record):
    say(record, **EVERYTHING_TYPED)
    PersonName.objects.update(surname="Somebody")
    Identifier.objects.filter(kind="NINO").delete()
    Address.objects.update(restricted_to=[record.organisation.pk])

    found = {(finding.record_id, finding.table) for finding in disagreements()}

    assert found == {(record.pk, table) for table in ("PersonName", "Identifier", "Address")}


def test_row_level_security_hides_facts_from_other_organisations(record):
    say(record, surname="Ash")

    with connection.cursor() as cursor:
        cursor.execute("select set_config('onward.organisation', '0', true)")
        assert not Fact.objects.exists()
        assert present_values(record) == {}
        cursor.execute(
            "select set_config('onward.organisation', %s, true)", [str(record.organisation_id)]
        )


REFUSED = [
    ("REQ-004-004", {"title": "Other"}),
    ("REQ-004-004", {"title": "Lord"}),
    ("REQ-004-006", {"nino": "QQ12345"}),
    ("REQ-004-017", {"job_preferences": ["Baker", "Cook", "Driver", "Porter"]}),
    ("REQ-004-018", {"preferred_hours": "169"}),
    ("REQ-004-018", {"preferred_hours": "-1"}),
    ("REQ-004-019", {"last_job_1_start": "2016-03-01", "last_job_1_end": "2016-02-01"}),
    ("", {"surname": "A" * 121}),
    ("", {"claimant_reference_number": "1" * 41}),
    ("", {"shoe_size": "44"}),
]


@pytest.mark.parametrize(("requirement", "values"), REFUSED)
def test_a_value_that_breaks_its_rule_is_refused(requirement, values):
    """REQ-004-004, REQ-004-006, REQ-004-017, REQ-004-018, REQ-004-019"""
    with pytest.raises(BadValues):
        clean_values(values, on=TODAY, fictitious=True)


def test_every_problem_is_told_at_once_and_no_value_is_in_the_text():
    with pytest.raises(BadValues) as refused:
        clean_values({"nino": "SECRET1", "postcode": "SECRET2"}, on=TODAY, fictitious=True)

    assert len(refused.value.problems) == 2
    assert "SECRET" not in str(refused.value)


def test_a_reference_may_stand_in_for_a_number_or_stand_beside_it(record):
    """REQ-004-006: whoever refers refuses a person with neither."""
    say(record, claimant_reference_number="JS/17-0042")
    assert present_values(record) == {"claimant_reference_number": "JS/17-0042"}

    say(record, nino="qq 12 34 56 c")
    assert present_values(record)["nino"] == "QQ123456C"
    assert Identifier.objects.count() == 2


def test_a_fifth_line_of_an_address_is_folded_without_loss(record):
    """REQ-004-007"""
    say(record, address="1\n2 High St\n3\n4\n5", postcode="eh12ab")

    assert present_values(record)["address"] == ["1", "2 High St", "3", "4, 5"]
    assert Address.objects.get().postcode_key == "EH12AB"


def test_a_telephone_is_held_as_compared_and_as_given(record):
    """REQ-004-008"""
    say(record, telephone="(0131) 496 0123", telephone_alternate="020 7946 0001")

    held = present_values(record)
    assert held["telephone"] == {"number": "01314960123", "as_given": "(0131) 496 0123"}
    assert "telephone_alternate" in held


def test_no_job_wanted_is_not_held(record):
    """REQ-004-017"""
    assert clean_values({"job_preferences": []}, on=TODAY, fictitious=True) == {}


def test_a_job_that_goes_on_has_no_end(record):
    """REQ-004-019"""
    assert clean_values({"last_job_1_start": "01/03/2016"}, on=TODAY, fictitious=True) == {
        "last_job_1_start": "2016-03-01"
    }


def _fact(record: Record, **values: object) -> NewFact:
    return NewFact(record=record, values=values, source=Fact.Source.FILE, valid_from=TODAY, at=NOON)

"""A line is kept out of a statement on a ground in law, and the person is told that it is."""

from datetime import timedelta

import pytest

from onward.disclosures.models import Parcel
from onward.ledger.models import Entry
from onward.parties.permissions import Role
from onward.rights.models import Withholding
from onward.rights.statement import statement_of
from onward.rights.withholding import CannotWithhold, lift, withhold
from onward.tenancy.context import acting_for
from tests.journeys.stage import ALL, a_referred_person
from tests.times import NOON

pytestmark = pytest.mark.django_db
GROUND = "dpa2018-sch2-16"
LATER = NOON.date() + timedelta(days=90)


@pytest.fixture
def django_db_setup(prepared):
    return prepared(a_referred_person)


@pytest.fixture
def stage(django_db_setup):
    return django_db_setup[0]


@pytest.fixture
def record(django_db_setup):
    return django_db_setup[1]


def kept_back(stage, record, *, of=None, exemption=GROUND, review_on=LATER):
    with stage.at_work(ALL, of=of or stage.department) as officer:
        entry = Parcel.objects.get(from_handle=record.handle).entry
        return withhold(entry, exemption=exemption, review_on=review_on, by=officer, at=NOON)


def test_a_line_kept_back_is_counted_with_its_ground_and_tells_nothing_else(stage, record):
    before = statement_of(record.handle)
    kept_back(stage, record)

    after = statement_of(record.handle)

    (line,) = after.kept_back
    assert (line.organisation, line.exemption) == (stage.department.name, GROUND)
    assert line.review_on == LATER
    assert line.entry_id not in after.entries
    assert {*after.entries, line.entry_id} == set(before.entries)
    assert "referral" not in {row.kind for row in after.shared}


def test_a_line_that_is_lifted_is_shown_again(stage, record):
    before = statement_of(record.handle)
    withheld = kept_back(stage, record)
    with stage.at_work(ALL, of=stage.department) as officer:
        lift(withheld, by=officer, at=NOON)

    assert statement_of(record.handle) == before


def test_a_line_is_lifted_once(stage, record):
    withheld = kept_back(stage, record)
    with stage.at_work(ALL, of=stage.department) as officer:
        lift(withheld, by=officer, at=NOON)
        with pytest.raises(CannotWithhold, match="not kept back"):
            lift(withheld, by=officer, at=NOON)


def test_whoever_it_was_given_for_may_keep_it_back_too(stage, record):
    kept_back(stage, record, of=stage.commissioner)

    (line,) = statement_of(record.handle).kept_back
    assert line.organisation == stage.commissioner.name


def test_whoever_got_it_may_not(stage, record):
    with pytest.raises(CannotWithhold, match="Only whoever gave this"):
        kept_back(stage, record, of=stage.provider)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"exemption": "because"}, "Choose the exemption"),
        ({"review_on": NOON.date()}, "later day"),
    ],
)
def test_a_line_is_not_kept_back_without_a_ground_or_for_ever(stage, record, changed, said):
    with pytest.raises(CannotWithhold, match=said):
        kept_back(stage, record, **changed)


def test_a_line_is_kept_back_once(stage, record):
    kept_back(stage, record)

    with pytest.raises(CannotWithhold, match="already"):
        kept_back(stage, record)


def test_the_ledger_notes_it_and_the_persons_statement_does_not_say_which_line(stage, record):
    withheld = kept_back(stage, record)

    with acting_for(stage.department.pk):
        entry = Entry.objects.get(kind="statement.line_withheld")
    assert (entry.about_id, entry.subject) == (withheld.entry, None)
    assert "statement.line_withheld" not in {n.kind for n in statement_of(record.handle).noted}


def test_nobody_elses_withholdings_are_seen(stage, record):
    kept_back(stage, record)

    with stage.at_work(Role.CASEWORKER):
        assert not Withholding.objects.exists()

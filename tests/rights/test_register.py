"""The register of erasures: outside the database, opaque, and complete."""

import json
from datetime import timedelta

import pytest

from onward.people.keys import keys_for, standing_keys
from onward.people.models import Record
from onward.rights.erasure import erase
from onward.rights.register import Erased, note_in_register, read_register, register_path
from onward.rights.restoring import apply_erasures_again, complete_register
from onward.tenancy.context import AUTOMATIC, acting_for
from tests.parties.factories import a_member_of_staff, an_organisation
from tests.people.factories import a_record, say
from tests.times import NOON

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)


@pytest.fixture(autouse=True)
def _own_register(settings, tmp_path):
    settings.DATA = tmp_path / "data"


def an_erasure(*classes, on_commit):
    """Erase something of a new record, and run what waits for the commit if asked to."""
    organisation = an_organisation()
    record, staff = a_record(organisation, surname="Grant"), a_member_of_staff(organisation)
    with on_commit, acting_for(organisation.pk, user=AUTOMATIC):
        erase(record, classes=classes, by=staff, at=LATER)
    return record, staff


def a_line(*, organisation=1, handle="h", by="b", at="t"):
    return Erased(organisation=organisation, handle=handle, classes=("contact",), by=by, at=at)


def test_an_erasure_is_a_line_of_handles_and_codes(django_capture_on_commit_callbacks):
    record, staff = an_erasure(
        "contact", "health", on_commit=django_capture_on_commit_callbacks(execute=True)
    )

    (line,) = register_path().read_text().splitlines()

    assert json.loads(line) == {
        "organisation": record.organisation_id,
        "handle": str(record.handle),
        "classes": ["contact", "health"],
        "by": str(staff.handle),
        "at": LATER.isoformat(),
    }


def test_only_its_owner_may_read_the_register():
    note_in_register([a_line()])

    assert register_path().stat().st_mode & 0o777 == 0o600


def test_what_is_noted_reads_back_in_order_and_once():
    lines = [a_line(handle="1"), a_line(handle="2")]

    note_in_register(lines)
    note_in_register(lines[:1])

    assert read_register(register_path()) == lines


def test_a_line_cut_short_by_a_crash_is_passed_over():
    note_in_register([a_line()])
    with register_path().open("a") as register:
        register.write('{"organisation": 1, "han')

    assert read_register(register_path()) == [a_line()]


def test_there_need_not_be_a_register():
    assert apply_erasures_again() == 0


def test_an_erasure_that_missed_the_register_is_added_to_it(django_capture_on_commit_callbacks):
    an_erasure("contact", on_commit=django_capture_on_commit_callbacks(execute=False))
    assert not register_path().exists()

    assert [complete_register(), complete_register()] == [1, 0]

    assert len(read_register(register_path())) == 1


def test_what_was_recorded_after_an_erasure_is_left_alone(django_capture_on_commit_callbacks):
    record, _ = an_erasure("contact", on_commit=django_capture_on_commit_callbacks(execute=True))
    since = LATER + timedelta(days=1)
    with acting_for(record.organisation_id, user=AUTOMATIC):
        say(record, at=since, postcode="FK2 2BB")
        made = keys_for([(record.handle, "contact")], at=since)

    assert apply_erasures_again() == 0

    with acting_for(record.organisation_id, user=AUTOMATIC):
        assert Record.objects.get(pk=record.pk).addresses.get().postcode == "FK2 2BB"
        assert standing_keys([record.handle]) == made


def test_a_record_that_is_not_in_this_database_is_passed_over():
    organisation = an_organisation()
    note_in_register(
        [
            a_line(
                organisation=organisation.pk,
                handle="6f0c1f2e-3c55-4c0e-9d0b-0d3b1f6a7c11",
                by="6f0c1f2e-3c55-4c0e-9d0b-0d3b1f6a7c11",
                at=LATER.isoformat(),
            )
        ]
    )

    assert apply_erasures_again() == 0

from datetime import date
from typing import Any

import pytest

from onward.people.finding import Found, Sought, Why, find
from onward.people.models import Identifier, Record
from onward.tenancy.context import AUTOMATIC, acting_for
from onward.values.postcode import Postcode
from tests.parties.factories import an_organisation
from tests.people.factories import a_record

pytestmark = pytest.mark.django_db
UPN = "A856400112345"
AMARA: dict[str, Any] = {"forename": "Amara", "surname": "Osei", "date_of_birth": "2009-02-03"}


@pytest.fixture
def authority():
    return an_organisation()


def found(authority, *, upn="", postcode=None, **said) -> Found:
    values = {**AMARA, **said}
    sought = Sought(
        forename=values["forename"],
        surname=values["surname"],
        date_of_birth=date.fromisoformat(values["date_of_birth"]),
        postcode=Postcode.parse(postcode) if postcode else None,
        numbers={Identifier.Kind.PUPIL: upn},
    )
    with acting_for(authority.pk, user=AUTOMATIC):
        return find([sought], among=Record.objects.all())[0]


def test_a_number_finds_who_changed_her_name(authority):
    record = a_record(authority, **AMARA, unique_pupil_number=UPN)

    assert found(authority, upn=UPN, surname="Mensah") == Found(record)


def test_a_number_of_somebody_of_another_name_and_birth_is_a_conflict(authority):
    a_record(authority, **AMARA, unique_pupil_number=UPN)

    one = found(authority, upn=UPN, forename="Tom", surname="Ball", date_of_birth="2008-05-06")

    assert one == Found(None, Why.NUMBER_CONFLICT)


def test_somebody_of_the_same_name_and_birth_with_another_number_is_a_conflict(authority):
    a_record(authority, **AMARA, unique_pupil_number=UPN)

    assert found(authority, upn="B856400112345").why is Why.NUMBER_CONFLICT


def test_name_and_birth_date_find_who_has_no_number(authority):
    record = a_record(authority, **AMARA)

    assert found(authority, upn=UPN, surname=" OSEI ") == Found(record)
    assert found(authority, date_of_birth="2009-02-04").why is Why.NO_MATCH


def test_of_two_of_one_name_and_birth_the_postcode_decides(authority):
    record = a_record(authority, **AMARA, address=["4 Mill Lane"], postcode="LE1 1AA")
    a_record(authority, **AMARA, address=["5 Mill Lane"], postcode="LE2 2BB")

    assert found(authority).why is Why.SEVERAL
    assert found(authority, postcode="le11aa") == Found(record)


def test_nobody_of_another_organisation_is_found(authority):
    a_record(authority, **AMARA, unique_pupil_number=UPN)

    assert found(an_organisation(), upn=UPN).why is Why.NO_MATCH

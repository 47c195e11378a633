"""A file for every feed of young people, about the same few of them; and all that is held."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db.models import DateTimeField, Field, ForeignKey, Model, UUIDField

from onward.formats.old_system import activities, contacts, documents, notes, people
from onward.intake.feed import Feed
from onward.intake.feeds import FEEDS
from onward.intake.list_settings import STANDARD, keep_settings
from onward.intake.young_people.feeds import WHOLE_FILE
from onward.parties.models import Organisation
from onward.people.facts import present_values_of
from onward.people.models import Fact, Identifier, Mention, Record
from onward.returns.nccis.making import check_return, send_return
from onward.tracking.models import (
    ActivityStatement,
    Following,
    GazetteerAddress,
    OldReference,
    OldWords,
    Place,
    PlaceVersion,
    ReturnFinding,
    Takeover,
)
from onward.tracking.taking_over.actions import call_them
from tests.agreements.factories import in_force
from tests.intake.young_people import test_places, test_school_forms
from tests.intake.young_people.lists import EDUCATION, table
from tests.intake.young_people.old_lists import RETURNED, listed, old_return
from tests.intake.young_people.test_transfer_files import NAME, a_file, pupil
from tests.parties.factories import an_organisation
from tests.returns.nccis.factories import NOVEMBER, SEPTEMBER, Reporting, reporting
from tests.returns.nccis.test_making import OCTOBER_END

LATER = datetime(2025, 11, 10, 9, tzinfo=UTC)
COLLEGE, PROVIDER, SCHOOL = "8568600", "10012345", "8564001"
BORN = "2009-02-03"
TRAINING = (
    *("forename", "surname", "dob", "postcode", "upn", "ukprn", "startdate", "enddate"),
    *("situationgroup", "situationsubgroup", "quallevel", "occareagroup", "occareasubgroup"),
)
CLAIMANT = (
    *("forename", "surname", "address_1", "address_2", "address_3", "address_4", "postcode"),
    "date_of_birth",
)
GAZETTEER = (*("unique_number", "address_1", "address_2", "address_3", "address_4", "postcode"),)
HELD: tuple[type[Model], ...] = (
    *(Record, Fact, Identifier, Mention, ActivityStatement, Following, ReturnFinding),
    *(OldReference, OldWords, Takeover, Place, PlaceVersion, GazetteerAddress),
)
OF_ONE_RUN = (UUIDField, ForeignKey, DateTimeField)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """An authority and some young people: by forename, who is not known and who is at college."""

    place: Reporting
    seeking: list[str]
    learning: list[str]
    numbers: list[str]

    @property
    def everybody(self) -> list[str]:
        return [*self.seeking, *self.learning]


def a_scene(count: int = 3) -> Scene:
    """So many who are not known and so many at college; October's return has been sent."""
    place = reporting()
    names = [f"Jo{chr(97 + each // 26)}{chr(97 + each % 26)}" for each in range(2 * count)]
    seeking, learning = names[:count], names[count:]
    records = [place.a_young_person(forename=each, code="810", since=STARTED) for each in seeking]
    records += [place.a_young_person(forename=each) for each in learning]
    college = an_organisation(Organisation.Kind.COLLEGE, nation=Organisation.Nation.ENGLAND)
    in_force("SCHOOL-LA", {"institution": college, "authority": place.authority}, at=SEPTEMBER)
    with place.at_work() as manager:
        notices = replace(STANDARD["early-leavers"], senders={COLLEGE: college.code})
        keep_settings(FEEDS["early-leavers"], notices, by=manager, at=SEPTEMBER)
        made = check_return(period_end=OCTOBER_END, by=manager, at=NOVEMBER)
        send_return(made, by=manager, at=NOVEMBER)
        called = {f"OLD-{name}": record for name, record in zip(names, records, strict=True)}
        call_them(called, source_id=uuid4())
        held = present_values_of(records)
    numbers = [str(held[record.pk]["young_person_id"]) for record in records]
    return Scene(place=place, seeking=seeking, learning=learning, numbers=numbers)


STARTED = "2025-09-01"


def everything_held(scene: Scene) -> list[tuple[str, ...]]:
    """Every row that feeds write, without what differs from one run to the next."""
    with scene.place.at_work():
        return sorted(row for model in HELD for row in _rows(model))


def _rows(model: type[Model]) -> Iterator[tuple[str, ...]]:
    fields = [field.attname for field in model._meta.concrete_fields if not _is_of_one_run(field)]
    for values in model._default_manager.values_list(*fields):
        yield (model.__name__, *map(str, values))


def _is_of_one_run(field: "Field[Any, Any]") -> bool:
    return isinstance(field, OF_ONE_RUN) or field.primary_key


def _person(forename: str, **cells: str) -> dict[str, str]:
    return {"forename": forename, "surname": "Osei", "dob": BORN, "date_of_birth": BORN, **cells}


def education(scene: Scene) -> bytes:
    told = {"dfeno": COLLEGE, "startdate": "2025-10-06"}
    rows = [_person(each, **told) for each in scene.seeking]
    return table(*rows, _person("Jo", dfeno="86"), columns=EDUCATION)


def training(scene: Scene) -> bytes:
    told = {"ukprn": PROVIDER, "startdate": "2025-10-06", "situationgroup": "Apprenticeship"}
    rows = [_person(each, **told) for each in scene.seeking]
    return table(*rows, _person("Jo", ukprn="86"), columns=TRAINING)


def early_leavers(scene: Scene) -> bytes:
    told = {"dfeno": COLLEGE, "startdate": "2025-09-04", "enddate": "2025-10-24"}
    rows = [_person(each, **told) for each in scene.learning]
    return table(*rows, _person("Jo", dfeno=COLLEGE), columns=EDUCATION)


def offers(scene: Scene) -> bytes:
    told = {"school": SCHOOL, "year_group": "11", "status": "110", "status_on": "2025-11-01"}
    rows = [_person(each, **told) for each in scene.everybody]
    return table(*rows, _person("Jo", status="0"), columns=test_school_forms.OFFERS)


def destinations(scene: Scene) -> bytes:
    told = {"school": SCHOOL, "destination": "211", "said_on": "2025-11-01"}
    rows = [_person(each, **told) for each in scene.everybody]
    return table(*rows, _person("Jo"), columns=test_school_forms.DESTINATIONS)


def claimants(scene: Scene) -> bytes:
    rows = [_person(each, address_1="7 Weir Road", postcode="LE2 2BB") for each in scene.everybody]
    return table(*rows, _person("Jo"), columns=CLAIMANT)


def pupils(scene: Scene) -> bytes:
    known = (pupil(each, "Osei", BORN, "") for each in scene.everybody)
    new = (pupil(f"Ke{chr(97 + n)}", upn=f"B85640011{n:04}") for n in range(4))
    return a_file(*known, *new, pupil(born="soon"))


def places(scene: Scene) -> bytes:
    rows = [{**test_places.ABBEY, "postcode": f"LE1 {n}AA"} for n in range(1, 6)]
    return table(*rows, {"postcode": "?"}, columns=test_places.COLUMNS)


def addresses(scene: Scene) -> bytes:
    rows = [
        {"unique_number": str(n), "address_1": f"{n} Mill Lane", "postcode": "LE1 1AA"}
        for n in range(1, 6)
    ]
    return table(*rows, {"unique_number": "?"}, columns=GAZETTEER)


def errors(scene: Scene) -> bytes:
    rows = [
        {"young_persons_id": each, "error_code": "254", "message": "x"} for each in scene.numbers
    ]
    of_nobody = {"young_persons_id": "856", "error_code": "254"}
    return table(*rows, of_nobody, columns=("young_persons_id", "error_code", "message"))


def old_people(scene: Scene) -> bytes:
    told = {"lives_in": "856", "gender": "M", "email": "jo@example.org"}
    rows = [_person(each, person=f"OLD-{each}", **told) for each in scene.everybody]
    new = (_person(f"Ke{chr(97 + n)}", person=f"OLD-{n}", **told) for n in range(4))
    return listed(people, *rows, *new, _person("Jo", person="x"))


def old_activities(scene: Scene) -> bytes:
    told = {"code": "110", "started_on": "2020-09-04", "ended_on": "2025-06-27"}
    rows = [{"person": f"OLD-{each}", **told} for each in scene.everybody]
    return listed(activities, *rows, {"person": "OLD-?", **told})


def old_contacts(scene: Scene) -> bytes:
    told = {"on": "2025-05-01", "channel": "Phone", "words": "No answer."}
    rows = [{"person": f"OLD-{each}", **told} for each in scene.everybody]
    return listed(contacts, *rows, {"person": "OLD-?", **told})


def old_notes(scene: Scene) -> bytes:
    told = {"on": "2025-05-01", "words": "Wants to be a joiner."}
    rows = [{"person": f"OLD-{each}", **told} for each in scene.everybody]
    return listed(notes, *rows, {"person": "OLD-?", **told})


def old_documents(scene: Scene) -> bytes:
    return listed(documents, {"person": "OLD-?", "file": "letter.pdf"})


def returned(scene: Scene) -> bytes:
    records = [
        replace(RETURNED, given_name=f"Ke{chr(97 + n)}", young_persons_id=f"856000000{4000 + n}")
        for n in range(5)
    ]
    return old_return(*records, replace(RETURNED, given_name=""))


FILES: Mapping[str, Callable[[Scene], bytes]] = {
    "education": education,
    "training": training,
    "early-leavers": early_leavers,
    "september-offers": offers,
    "destinations": destinations,
    "new-claimants": claimants,
    "pupils": pupils,
    "places": places,
    "gazetteer": addresses,
    "return-errors": errors,
    "old-return": returned,
    "old-people": old_people,
    "old-activities": old_activities,
    "old-contacts": old_contacts,
    "old-notes": old_notes,
    "old-documents": old_documents,
}


def name_of(feed: str) -> str:
    return NAME if feed == "pupils" else "list.csv"


def in_small_batches(feed: Feed) -> Feed:
    """Two rows to a transaction; what is one version of something stays whole."""
    return replace(feed, batch=2) if feed.batch < WHOLE_FILE else feed

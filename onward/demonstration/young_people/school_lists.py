"""What schools, colleges and a provider tell the city in the last days of November."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from onward.agreements.catalogue import catalogue
from onward.demonstration.young_people.city import FURTHER, LISTED_ON, PROVIDERS, TERM_BEGINS
from onward.demonstration.young_people.plan import Planned, postcode_of
from onward.formats.school_forms import (
    Destination,
    SeptemberOffer,
    write_intended_destinations,
    write_september_offers,
)
from onward.formats.starters_leavers import (
    EducationSpell,
    TrainingSpell,
    write_education_spells,
    write_training_spells,
)

OFFERS = ("110", "110", "120", "150", "159")


def college(here: Sequence[Planned]) -> bytes:
    """Who left the college in the last fortnight, and who began there."""
    leavers = [each for each in _in(here, "college") if each.number % 3 == 0][:40]
    starters = _in(here, "seeking", "left college, seeking")[:15]
    return write_education_spells(
        [
            *(_education(each, left_on=day) for each, day in _lately(leavers)),
            *(_education(each, since=day) for each, day in _lately(starters)),
        ]
    )


def notices(here: Sequence[Planned]) -> bytes:
    """Who left the college early, told one by one; none of them stands in its list."""
    leavers = [each for each in _in(here, "college") if each.number % 3 == 1][:10]
    return write_education_spells(_education(each, left_on=day) for each, day in _lately(leavers))


def training(here: Sequence[Planned]) -> bytes:
    """Who left the provider, which calls what they did a traineeship, and who began there."""
    leavers, starters = _in(here, "training")[:12], _in(here, "not known", "not ready")[:8]
    return write_training_spells(
        [
            *(_trained(each, since=_since(each), left_on=day) for each, day in _lately(leavers)),
            *(_trained(each, since=day) for each, day in _lately(starters)),
        ]
    )


def offers(here: Sequence[Planned]) -> bytes:
    """Which offer pupils of year 11 hold so far."""
    pupils = [each for each in _in(here, "year 11") if each.number % 4 == 0][:60]
    told = (
        SeptemberOffer(
            **_pupil(each),
            year_group="11",
            status=OFFERS[each.number % len(OFFERS)],
            status_on=LISTED_ON,
            provider="",
            course="",
        )
        for each in pupils
    )
    return write_september_offers(told, statuses=catalogue()["guarantee_year_11"].codes)


def destinations(here: Sequence[Planned]) -> bytes:
    """Where pupils of year 11 mean to go."""
    codes = sorted(catalogue()["intended_destination"].codes)
    pupils = [each for each in _in(here, "year 11") if each.number % 4 == 1][:60]
    told = (
        Destination(
            **_pupil(each),
            destination=codes[each.number % len(codes)],
            said_on=LISTED_ON,
            provider="",
            course="",
        )
        for each in pupils
    )
    return write_intended_destinations(told, codes=codes)


def _in(here: Iterable[Planned], *situations: str) -> list[Planned]:
    return [each for each in here if each.situation in situations and each.fault is None]


def _lately(people: Sequence[Planned]) -> Iterator[tuple[Planned, date]]:
    for number, each in enumerate(people):
        yield each, LISTED_ON - timedelta(days=number % 12)


def _since(each: Planned) -> date:
    return each.steps[-1].activity.started_on


def _person(each: Planned) -> dict[str, Any]:
    return {
        "forename": str(each.values["forename"]),
        "surname": str(each.values["surname"]),
        "date_of_birth": each.born,
        "postcode": postcode_of(each.values),
        "upn": str(each.values["unique_pupil_number"]) if each.number % 2 else "",
    }


def _pupil(each: Planned) -> dict[str, Any]:
    place = each.steps[-1].place
    return {**_person(each), "school": place.number if place else ""}


def _education(
    each: Planned, *, since: date = TERM_BEGINS, left_on: date | None = None
) -> EducationSpell:
    return EducationSpell(
        **_person(each),
        school=FURTHER.number,
        started_on=since,
        ended_on=left_on,
        goal_level="3",
        goal="",
    )


def _trained(each: Planned, *, since: date, left_on: date | None = None) -> TrainingSpell:
    return TrainingSpell(
        **_person(each),
        provider=PROVIDERS[0].number,
        started_on=since,
        ended_on=left_on,
        situation_group="Traineeship",
        situation="",
        qualification_level="",
        occupation_group="",
        occupation="",
    )

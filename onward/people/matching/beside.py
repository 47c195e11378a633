"""What the model says of rows beside what numbers and names say, and people before either."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import QuerySet

from onward.matching.links import Band
from onward.people.lookups import one_of
from onward.people.matching.answers import Answer, answers_to
from onward.people.matching.kept_models import STARTING
from onward.people.matching.weighing import Near, Weighed, weigh
from onward.people.models import Identifier, Record
from onward.people.sought import Found, Sought, Why

Numbers = Mapping[UUID, Mapping[str, str]]


def weighed_beside(
    sought: Sequence[Sought], plainly: Sequence[Found], *, among: QuerySet[Record]
) -> list[Found]:
    """Whoever the model takes each row for, where no person and no number has said it.

    `plainly` is what numbers and names alone came to, in the same order.
    """
    answers = answers_to(sought)
    open_ = [
        place
        for place, found in enumerate(plainly)
        if place not in answers and not (found.record and found.by_number)
    ]
    people = [sought[place].person for place in open_]
    weighed = dict(zip(open_, weigh(people, among=among), strict=True))
    records = _records(weighed.values(), answers.values(), plainly, among)
    numbers = _numbers(records)
    found = list(plainly)
    for place, answer in answers.items():
        found[place] = _answered(answer, records)
    for place, each in weighed.items():
        found[place] = _settled(sought[place], plainly[place], each, records, numbers)
    return found


def _answered(answer: Answer, records: Mapping[UUID, Record]) -> Found:
    """What a person said stands, while whom they chose is among those looked for."""
    if answer.chosen is None:
        return Found(None, Why.NO_MATCH) if answer.is_nobody else Found(None, Why.ALIKE)
    return Found(records.get(answer.chosen), None if answer.chosen in records else Why.NO_MATCH)


def _settled(
    each: Sought,
    plainly: Found,
    weighed: Weighed,
    records: Mapping[UUID, Record],
    numbers: Numbers,
) -> Found:
    near = _with_those_in_question(weighed.near, plainly)
    told = replace(plainly, near=near, version=weighed.version)
    if plainly.why in (Why.NUMBER_CONFLICT, Why.SEVERAL):
        return told
    if plainly.record is not None and weighed.version in ("", STARTING):
        return told
    if weighed.band is Band.NO_MATCH:
        return replace(told, record=None, why=Why.ALIKE if near else Why.NO_MATCH)
    likeliest = weighed.near[0].record_id
    if weighed.band is Band.REVIEW:
        return replace(told, record=None, why=Why.ALIKE)
    if _has_another_number(each, numbers.get(likeliest, {})):
        return replace(told, record=None, why=Why.NUMBER_CONFLICT)
    return replace(told, record=records[likeliest], why=None)


def _with_those_in_question(near: tuple[Near, ...], plainly: Found) -> tuple[Near, ...]:
    """Whoever numbers or names point to is shown too, though the model does not."""
    weighed = {each.record_id for each in near}
    missing = [pk for pk in plainly.in_question if pk not in weighed]
    return (*near, *(Near(record_id=pk, bits=0.0) for pk in missing))


def _has_another_number(each: Sought, held: Mapping[str, str]) -> bool:
    return any(held.get(kind, number) != number for kind, number in each.given_numbers)


def _records(
    weighed: Collection[Weighed],
    answers: Collection[Answer],
    plainly: Sequence[Found],
    among: QuerySet[Record],
) -> dict[UUID, Record]:
    wanted = {each.near[0].record_id for each in weighed if each.near}
    wanted |= {answer.chosen for answer in answers if answer.chosen}
    known = {each.record.pk: each.record for each in plainly if each.record}
    missing = wanted - known.keys()
    return known | {record.pk: record for record in among.filter(one_of("pk", missing))}


def _numbers(records: Collection[UUID]) -> Numbers:
    held: dict[UUID, dict[str, str]] = {}
    rows = Identifier.objects.filter(one_of("record_id", records))
    for record_id, kind, value in rows.values_list("record_id", "kind", "value"):
        held.setdefault(record_id, {})[kind] = value
    return held

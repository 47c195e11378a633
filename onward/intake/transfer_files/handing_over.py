"""Pupils of a Common Transfer File: brought up to date, or followed from now on.

Whom nobody follows yet is a joiner, told of by the school (REQ-002-017). A file says nothing about
anybody's activity: it puts nobody on a roll, and nobody off one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from onward.agreements.catalogue import catalogue
from onward.formats.ctf_pupil import Pupil, Span
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.transfer_files.parents import (
    parent_of,
    parents_held,
    without_another_parent,
)
from onward.intake.transfer_files.reading import PupilRow
from onward.intake.young_people.caseload import found_or_new, not_opened_yet
from onward.intake.young_people.items import Said, day_of_list, take_items
from onward.people.lookups import one_of
from onward.people.models import Consent, Fact, Record
from onward.programmes.participation.school_instruction import (
    Decider,
    Instruction,
    Stands,
    may_be_taken_in,
    stands,
)
from onward.tracking.activities.telling import Source
from onward.tracking.following.actions import follow

INSTRUCTION = "school_instruction"
# Codes of the school census for provision: a plan, or support without one.
PLAN, SUPPORT = "E", "K"
REFUSED = frozenset({Stands.REFUSED, Stands.ASK})


def hand_over(rows: Sequence[PupilRow], turn: HandOver) -> Handed:
    """Take in what schools may tell of these pupils; who said no is named by what is left out."""
    handed = Handed()
    matched, new = found_or_new(rows, turn, handed)
    opened = not_opened_yet(new, turn)
    matched += opened
    instructions = _instructions([record for _row, record in matched])
    parents = parents_held([record for _row, record in matched])
    said = [
        without_another_parent(
            _said(row, record, instructions.get(record.pk, []), turn, handed),
            held=parents.get(record.pk),
            turn=turn,
            handed=handed,
        )
        for row, record in matched
    ]
    taken = take_items(said, turn, handed, opening=[record for _row, record in opened])
    handed.done += len(taken)
    source = Source(kind=Fact.Source.FILE, by=turn.by, source_id=turn.landing_id)
    joiners = [record for row, record in opened if row.row_number in taken]
    handed.effect["followed", ""] += follow(joiners, source=source, at=turn.at)
    return handed


def _instructions(records: Sequence[Record]) -> dict[UUID, list[Instruction]]:
    """What parents and pupils told their schools, as it is recorded here."""
    found: dict[UUID, list[Instruction]] = {}
    said = Consent.objects.filter(
        one_of("record_id", [record.pk for record in records]), scope=INSTRUCTION
    )
    for each in said:
        is_parent = each.said_by == Consent.Speaker.PARENT
        by = Decider.PARENT if is_parent else Decider.YOUNG_PERSON
        told = found.setdefault(each.record_id, [])
        told.append(Instruction(by=by, on=each.on, refuses=not each.given))
        if each.withdrawn_on is not None:
            told.append(Instruction(by=by, on=each.withdrawn_on, refuses=True))
    return found


def _said(
    row: PupilRow,
    record: Record,
    instructions: Sequence[Instruction],
    turn: HandOver,
    handed: Handed,
) -> Said:
    on = row.on or day_of_list(turn)
    values = _values(row.pupil, on=on)
    word = stands(instructions, born=row.date_of_birth, on=turn.on)
    allowed = may_be_taken_in(values, stands=word)
    if word in REFUSED and len(allowed) < len(values):
        handed.effect["left_out", ""] += 1
        handed.warnings.append(
            problem_at(
                turn.file_name,
                row.row_number,
                "surname",
                row.surname,
                rule=_("More than name, address and birth date was refused to the school."),
                remedy=_("The rest was not taken in. Ask the young person if they have turned 16."),
            )
        )
    kept = {item: value for item, value in values.items() if item in allowed}
    return Said(record=record, values=kept, row=row.row_number, on=on)


def _values(pupil: Pupil, *, on: date) -> dict[str, object]:
    values: dict[str, object] = {
        "forename": pupil.forename,
        "middle_name": pupil.middle_names,
        "surname": pupil.surname,
        "date_of_birth": pupil.date_of_birth.isoformat(),
        "unique_pupil_number": pupil.upn,
        "unique_learner_number": pupil.uln,
        "telephone": next(iter(pupil.telephones), ""),
        "email": pupil.email,
        **_coded("gender", pupil.sex),
        **_coded("ethnic_origin", pupil.ethnicity),
        **_provision(pupil.special_needs, on=on),
    }
    if pupil.address and pupil.address.postcode and pupil.address.lines:
        values["address"] = list(pupil.address.lines)
        values["postcode"] = pupil.address.postcode.text
    values |= parent_of(pupil)
    return {item: value for item, value in values.items() if value not in ("", None)}


def _coded(item: str, code: str) -> Mapping[str, object]:
    """The code where the return has it; the census has more than the return."""
    return {item: code} if code in catalogue()[item].codes else {}


def _provision(spans: Sequence[Span], *, on: date) -> Mapping[str, object]:
    """Whether there is a plan, or support without one; nothing where the file has no history."""
    if not spans:
        return {}
    present = {
        span.code
        for span in spans
        if (span.from_on is None or span.from_on <= on)
        and (span.until_on is None or on <= span.until_on)
    }
    return {"ehc_plan": PLAN in present, "sen_support": SUPPORT in present}

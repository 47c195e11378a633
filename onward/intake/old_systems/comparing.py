"""What a file of an old system says beside what is held once it is taken in, field by field."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from onward.agreements.item_types import BadItemValue
from onward.intake.findings import Handed, HandOver, problem_at
from onward.intake.young_people.items import Said
from onward.people.facts import BadValues, clean_values, present_values_of

# Counted for each field: held as the file has it, held otherwise, not held at all.
SAME, OTHER, OUT = "field_same", "field_other", "field_out"


def kept_values(
    values: Mapping[str, object], *, row: int, turn: HandOver, handed: Handed
) -> dict[str, object]:
    """The values that can be held; each other is left out by itself, and listed with its reason."""
    kept: dict[str, object] = {}
    for item, value in values.items():
        try:
            kept |= clean_values({item: value}, on=turn.on, fictitious=turn.fictitious)
        except BadValues as refused:
            bad = refused.problems[0]
            handed.effect[OUT, item] += 1
            handed.warnings.append(
                problem_at(
                    turn.file_name,
                    row,
                    item,
                    bad.value if isinstance(bad, BadItemValue) else "",
                    rule=_("%(rule)s The rest of the row was taken.") % {"rule": bad.rule},
                    remedy=bad.remedy,
                )
            )
    return kept


def compare_values(said: Sequence[Said], taken: Collection[int], handed: Handed) -> None:
    """Count, by item, how many of these rows are now held as they say."""
    held = present_values_of([each.record for each in said if each.row in taken])
    for each in said:
        now = held.get(each.record.pk, {})
        for item, value in each.values.items():
            is_taken = each.row in taken
            count_field(handed, item, held=now.get(item) if is_taken else None, said=value)


def count_field(handed: Handed, field: str, *, held: object, said: object) -> None:
    if held == said:
        handed.effect[SAME, field] += 1
    else:
        handed.effect[OUT if held in (None, "") else OTHER, field] += 1

"""Writing what is compared for all that an organisation keeps, in batches, by the worker."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from onward.people.facts import present_values_of
from onward.people.matching.comparing import write_comparable
from onward.people.matching.declared import forget_all, note_built, standing
from onward.people.models import Record, Writing
from onward.tenancy.context import AUTOMATIC, acting_for

AT_ONCE = 1_000


def build_where_needed(organisation_id: int, *, at: datetime) -> int:
    """Write what is compared where it was approved and is not yet there; how many records.

    Where matching was declared and taken back, forget what a person's "no" could not see.
    Each batch is its own transaction: cut off, it is begun again and comes to the same.
    """
    with acting_for(organisation_id, user=AUTOMATIC):
        declaration = standing()
        if declaration is None or declaration.built_at is not None:
            return 0
        if not declaration.is_matched:
            forget_all()
            note_built(written_count=0, at=at)
            return 0
    built = sum(_build(organisation_id))
    with acting_for(organisation_id, user=AUTOMATIC):
        note_built(written_count=Writing.objects.count(), at=at)
    return built


def _build(organisation_id: int) -> Iterator[int]:
    after = UUID(int=0)
    while True:
        with acting_for(organisation_id, user=AUTOMATIC):
            records = Record.objects.filter(pk__gt=after, erased_at=None).order_by("pk")
            batch = list(records.select_for_update(no_key=True)[:AT_ONCE])
            if not batch:
                return
            write_comparable([record.pk for record in batch], sexes=sexes_said(batch))
        after = batch[-1].pk
        yield len(batch)


def sexes_said(records: list[Record]) -> dict[UUID, str]:
    """The sex that each record's facts come to."""
    held = present_values_of(records)
    return {pk: str(values["gender"]) for pk, values in held.items() if "gender" in values}

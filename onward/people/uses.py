"""What may be done with a held value: whoever gave it may have allowed less than everything.

A local reassurance that nobody will be contacted with what was given is kept with the fact itself
(source 002 section 4, case study Hull; REQ-002-085), so it holds whoever uses the value later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from onward.people.facts import provenance
from onward.people.lookups import one_of
from onward.people.models import Fact, Record, UseRestriction

STRICTEST_LAST = ("", UseRestriction.NO_CONTACT, UseRestriction.STATISTICS_ONLY)


class NotForContact(ValueError):
    """A value that was given on condition that nobody is contacted with it was about to be used."""


@dataclass(frozen=True)
class HeldForUse:
    """A present value, what it may be used for ("" where nobody said anything), since when."""

    value: object
    use: str
    known_at: datetime

    @property
    def is_for_contact(self) -> bool:
        return not self.use


def held_for_use(record: Record) -> Mapping[str, HeldForUse]:
    """Each present value with the restriction of the fact that it comes from.

    Someone who says the same without a condition, the person above all, frees the value.
    """
    return {
        item: HeldForUse(fact.values[item], fact.use, fact.known_at)
        for item, fact in provenance(record).items()
    }


def held_for_use_of(records: Iterable[Record]) -> dict[UUID, dict[str, HeldForUse]]:
    """As `held_for_use`, of many records in one query."""
    ids = [record.pk for record in records]
    held: dict[UUID, dict[str, HeldForUse]] = {}
    facts = Fact.objects.filter(one_of("record_id", ids)).order_by("record_id", "number")
    for record_id, values, use, at in facts.values_list("record_id", "values", "use", "known_at"):
        said = {item: HeldForUse(value, use, at) for item, value in values.items()}
        held.setdefault(record_id, {}).update(said)
    return {
        record_id: {item: each for item, each in said.items() if each.value is not None}
        for record_id, said in held.items()
    }


def contact_points(record: Record, items: Iterable[str]) -> dict[str, object]:
    """The values among these items that are held and by which the person may be contacted.

    Every act that writes, telephones or sends a message to a person takes the address from here.
    Raises NotForContact where values are held and none of them may be used so, and for a person
    who has died there is nothing.
    """
    if record.deceased_on or record.erased_at:
        return {}
    held = held_for_use(record)
    wanted = {item: held[item] for item in items if item in held}
    free = {item: each.value for item, each in wanted.items() if each.is_for_contact}
    if wanted and not free:
        raise NotForContact(
            _(
                "This was given on condition that the person is not contacted with it. Ask whoever"
                " gave it to tell the person, or to lift the condition."
            )
        )
    return free


def strictest(uses: Iterable[str]) -> str:
    """The restriction under which several values together may be passed on."""
    return max(uses, key=STRICTEST_LAST.index, default="")

"""What may be done with a held value: whoever gave it may have allowed less than everything.

A local reassurance that nobody will be contacted with what was given is kept with the fact itself
(source 002 section 4, case study Hull; REQ-002-085), so it holds whoever uses the value later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onward.people.facts import provenance
from onward.people.models import Record, UseRestriction

STRICTEST_LAST = ("", UseRestriction.NO_CONTACT, UseRestriction.STATISTICS_ONLY)


class NotForContact(ValueError):
    """A value that was given on condition that nobody is contacted with it was about to be used."""


@dataclass(frozen=True)
class HeldForUse:
    """A present value with what it may be used for; "" where nobody said anything."""

    value: object
    use: str

    @property
    def is_for_contact(self) -> bool:
        return not self.use


def held_for_use(record: Record) -> Mapping[str, HeldForUse]:
    """Each present value with the restriction of the fact that it comes from.

    Someone who says the same without a condition, the person above all, frees the value.
    """
    return {
        item: HeldForUse(fact.values[item], fact.use) for item, fact in provenance(record).items()
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

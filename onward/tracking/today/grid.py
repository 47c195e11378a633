"""Young people counted: how many there are, lapsed, not known, with an offer and without."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from onward.programmes.participation.guarantee import Offer
from onward.tracking.today.standing import Stands


class What(models.TextChoices):
    """What people are counted for."""

    PEOPLE = "PEOPLE", _("Young people")
    LAPSED = "LAPSED", _("Lapsed")
    NOT_KNOWN = "NOT_KNOWN", _("Not known")
    OFFERED = "OFFERED", _("Offer made")
    NOT_OFFERED = "NOT_OFFERED", _("No offer, or none recorded")


RULES: Mapping[What, Callable[[Stands], bool]] = {
    What.PEOPLE: lambda each: True,
    What.LAPSED: lambda each: each.has_lapsed,
    What.NOT_KNOWN: lambda each: each.is_not_known,
    What.OFFERED: lambda each: each.offer is Offer.MADE,
    What.NOT_OFFERED: lambda each: each.offer in {Offer.NONE, Offer.NOT_RECORDED},
}
Counts = Mapping[What, int]


def counted(people: Iterable[Stands]) -> dict[What, int]:
    """How many of these count for each."""
    found = Counter(what for each in people for what, rule in RULES.items() if rule(each))
    return {what: found[what] for what in What}


def counted_for(what: What, people: Iterable[Stands]) -> list[UUID]:
    """The records of those who count for this: by the same rule as they are counted."""
    return [each.record_id for each in people if RULES[what](each)]


def share_not_known(counts: Counts) -> Fraction | None:
    """In percent, unrounded; None where nobody is counted."""
    of = counts[What.PEOPLE]
    return Fraction(100 * counts[What.NOT_KNOWN], of) if of else None

"""What must not be lost of a value when another record is told it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from onward.disclosures.models import Disclosure
from onward.disclosures.passing_on import (
    OFFENCE_TO_PASS_ON,
    agreements_under_offence,
)
from onward.people.models import Fact


def sections_of(facts: Collection[Fact]) -> Mapping[UUID, str]:
    """The section under which facts came by a disclosure, where passing them on is an offence."""
    by_disclosure = [fact for fact in facts if fact.source == Fact.Source.DISCLOSURE]
    came = [fact.source_id for fact in by_disclosure if fact.source_id]
    acts = Disclosure.objects.filter(pk__in=came, agreement__in=agreements_under_offence())
    locked = frozenset(acts.values_list("pk", flat=True))
    # Which of the sections it was makes no difference to who may be told.
    section = min(OFFENCE_TO_PASS_ON)
    return {fact.pk: section for fact in by_disclosure if fact.source_id in locked}

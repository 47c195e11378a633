"""Who answers for each item of a record: whom a request for access to it goes to.

Source: 002, memorandum, clause 2.1: the department for what it holds; the authority for what it
receives and passes on to its provider; that provider for what it generates.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from onward.agreements.models import Party
from onward.disclosures.models import Disclosure
from onward.parties.models import Organisation
from onward.people.models import Fact
from onward.tenancy.context import acting

PROCESSING = (Party.Activity.PROCESSOR, Party.Activity.SUB_PROCESSOR)


def controllers_of(facts: Mapping[str, Fact]) -> dict[str, Organisation | None]:
    """By item, the controller; `facts` are where the organisation acted for has each from.

    None where its agreements do not settle it: it works for one controller in one of them and for
    itself or another elsewhere, and nothing says under which it came to know this. Three queries.
    """
    own = Organisation.objects.get(pk=acting().organisation_id)
    parts = list(Party.objects.filter(organisation=own).select_related("acts_for"))
    told = [fact.source_id for fact in facts.values() if fact.source == Fact.Source.DISCLOSURE]
    received = Disclosure.objects.in_bulk([pk for pk in told if pk is not None])
    return {item: _answers(fact, own, parts, received) for item, fact in facts.items()}


def _answers(
    fact: Fact, own: Organisation, parts: Sequence[Party], received: Mapping[UUID, Disclosure]
) -> Organisation | None:
    came_with = received.get(fact.source_id) if fact.source_id else None
    if came_with is None:
        return _of_what_it_generates(own, parts)
    for part in parts:
        if part.agreement_id == came_with.agreement_id and part.activity in PROCESSING:
            return part.acts_for
        if part.acts_for_id == came_with.sender_id and part.activity not in PROCESSING:
            return part.acts_for  # the authority passed it on to the service it commissioned
    return own


def _of_what_it_generates(own: Organisation, parts: Sequence[Party]) -> Organisation | None:
    on_behalf_of = {part.acts_for if part.activity in PROCESSING else own for part in parts}
    return on_behalf_of.pop() if len(on_behalf_of) == 1 else (None if on_behalf_of else own)

"""Whether each item has what the law asks for it: a gateway, a basis, a condition, its stage.

Source: domain/privacy.md 1.4 and 4.2; REQ-002-115, the gateway is checked when it is decided.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from onward.agreements.authority import Authority, PermitTerms, Refusal
from onward.agreements.bases import bases, conditions
from onward.agreements.catalogue import Item, catalogue
from onward.agreements.gateways import gateways


def grounds_missing(
    items: Iterable[str],
    *,
    authority: Authority,
    giver: int,
    receiver: int,
    kinds: tuple[str, str],
    purpose: str,
    stage: str,
    on: date,
) -> list[Refusal]:
    """The reasons that these items have whoever the person is; `kinds` of giver and receiver.

    An item that the agreement does not let go this way at all has the authority's own reasons.
    """
    found = []
    for item in sorted(items):
        terms = authority.terms(item, giver=giver, receiver=receiver)
        if terms is not None:
            codes = [*_of_the_act(terms, purpose, stage), *_of_the_law(item, terms, kinds, on)]
            found += [Refusal(code=code, item=item) for code in codes]
    return found


def _of_the_act(terms: PermitTerms, purpose: str, stage: str) -> Iterator[str]:
    if terms.purpose and terms.purpose != purpose:
        yield "PURPOSE"
    if terms.stages and stage not in terms.stages:
        yield "STAGE"


def _of_the_law(code: str, terms: PermitTerms, kinds: tuple[str, str], on: date) -> Iterator[str]:
    if not _joins(terms.gateway, *kinds):
        yield "NO_GATEWAY"
    basis = bases().get(terms.basis)
    if basis is None or not basis.is_in_force(on=on):
        yield "NO_BASIS"
    item = catalogue().get(code)
    if item is None or (item.is_special and not _is_covered(item, terms, on)):
        yield "NO_ART9"


def _joins(code: str, giver: str, receiver: str) -> bool:
    """Whether it is for two of these kinds; an unknown one is the authority's to refuse."""
    gateway = gateways().get(code)
    if gateway is None:
        return bool(code)
    return giver in gateway.from_kinds and receiver in gateway.to_kinds


def _is_covered(item: Item, terms: PermitTerms, on: date) -> bool:
    condition = conditions().get(terms.condition)
    return (
        condition is not None
        and condition.is_in_force(on=on)
        and item.special_category in condition.covers
    )

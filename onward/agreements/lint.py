"""What is wrong with an agreement before anybody signs it."""

from collections.abc import Iterator

from onward.agreements.bases import RECOGNISED_INTEREST, Ground, bases, conditions
from onward.agreements.catalogue import Item, ValueType, every_version
from onward.agreements.channels import PROTECTED
from onward.agreements.gateways import Gateway, gateways
from onward.agreements.kinds import is_public, problems_of_kind
from onward.agreements.purposes import purposes
from onward.agreements.terms import Permit, StandardAgreement


def problems_of(agreement: StandardAgreement) -> tuple[str, ...]:
    """Everything that keeps this agreement from standing, each with the gate's own reason code."""
    found = [*_of_the_whole(agreement), *problems_of_kind(agreement)]
    for permit in agreement.permits:
        found += _of_a_permit(permit, agreement)
    return tuple(dict.fromkeys(found))


def _of_the_whole(agreement: StandardAgreement) -> Iterator[str]:
    roles = {role.code for role in agreement.roles}
    if agreement.on_behalf_of not in roles:
        yield f"WRONG_PARTY({agreement.on_behalf_of}): nobody has this role."
    if not agreement.channels:
        yield "CHANNEL: no channel is named."
    for channel in agreement.channels if agreement.needs_encryption else ():
        if not PROTECTED[channel].is_encrypted:
            yield f"CHANNEL({channel}): the agreement asks for encryption, which this way lacks."
    if not agreement.retention.strip():
        yield "RETENTION: it does not say how long anything is kept."
    ways = [(permit.item, permit.from_role, permit.to_role) for permit in agreement.permits]
    for item, sender, recipient in sorted({way for way in ways if ways.count(way) > 1}):
        yield f"PERMITTED_TWICE({item}): from {sender} to {recipient}."
    for item in sorted({item for group in agreement.needs_one_of for item in group}):
        if item not in {permit.item for permit in agreement.permits}:
            yield f"NOT_PERMITTED({item}): the agreement needs what it does not permit."


def _of_a_permit(permit: Permit, agreement: StandardAgreement) -> Iterator[str]:
    item = every_version().get((permit.item, permit.item_version))
    if item is None:
        yield f"NOT_PERMITTED({permit.item}): the catalogue has no such item and version."
        return
    yield from _of_the_item(item, permit, agreement)
    yield from _of_the_gateway(permit, agreement)
    yield from _of_the_grounds(item, permit, agreement)


def _of_the_item(item: Item, permit: Permit, agreement: StandardAgreement) -> Iterator[str]:
    purpose = purposes().get(permit.purpose)
    if purpose is None:
        yield f"PURPOSE({permit.purpose}): there is no such purpose."
    elif item.key_class not in purpose.key_classes:
        yield f"NOT_PERMITTED({item.code}): {purpose.code} never needs {item.key_class} items."
    elif purpose.needs_clause and purpose.code not in _subjects(agreement):
        yield f"PURPOSE({item.code}): no clause of the text allows {purpose.code}."
    if permit.collected_for not in ("", permit.purpose) and not permit.compatible_because.strip():
        yield (
            f"PURPOSE({item.code}): it was collected for {permit.collected_for}; say why"
            f" {permit.purpose} is compatible with that."
        )
    if item.is_container:
        yield f"NOT_PERMITTED({item.code}): it is made of other items; permit each of them."
    if (item.value_type is ValueType.AGGREGATE) != (agreement.limits.most_people == 0):
        yield f"NOT_PERMITTED({item.code}): counts and persons do not go under one agreement."
    if permit.extra_codes and not item.codes:
        yield f"NOT_PERMITTED({item.code}): it has no list of codes to add to."


def _subjects(agreement: StandardAgreement) -> set[str]:
    return {provision.about for provision in agreement.provisions}


def _of_the_gateway(permit: Permit, agreement: StandardAgreement) -> Iterator[str]:
    kinds = {role.code: role.kinds for role in agreement.roles}
    for role in {permit.from_role, permit.to_role} - set(kinds):
        yield f"WRONG_PARTY({role}): nobody has this role."
    gateway = gateways().get(permit.gateway)
    if gateway is None or not _lasts(gateway, agreement):
        yield f"NO_GATEWAY({permit.gateway}): not in force all the agreement's time."
        return
    if gateway.purposes is not None and permit.purpose not in gateway.purposes:
        yield f"PURPOSE({permit.item}): {gateway.title} is not for {permit.purpose}."
    if gateway.excludes(permit.item):
        yield f"GATEWAY_EXCLUDES({permit.item}): {gateway.title} does not reach it."
    if not kinds.get(permit.from_role, frozenset()) <= gateway.from_kinds:
        yield f"WRONG_DIRECTION({permit.from_role}): {gateway.title} is not for such a sender."
    if not kinds.get(permit.to_role, frozenset()) <= gateway.to_kinds:
        yield f"WRONG_DIRECTION({permit.to_role}): {gateway.title} is not for such a recipient."


def _of_the_grounds(item: Item, permit: Permit, agreement: StandardAgreement) -> Iterator[str]:
    basis = bases().get(permit.basis)
    if basis is None or not _lasts(basis, agreement):
        yield f"NO_BASIS({permit.basis}): not in force all the agreement's time."
    elif basis.code == RECOGNISED_INTEREST and is_public(permit.from_role, agreement):
        yield (
            f"NO_BASIS({permit.basis}): not for what a public authority does as its task. Take"
            " public task, legal obligation or vital interests."
        )
    if item.is_special:
        condition = conditions().get(permit.condition or "")
        if condition is None or not _lasts(condition, agreement):
            yield f"NO_ART9({item.code}): a special category needs a condition in force."
        elif item.special_category not in condition.covers:
            yield f"NO_ART9({item.code}): {condition.title} does not cover {item.special_category}."
    for asked in filter(None, (permit.consent_scope, permit.unless_refused)):
        scope = every_version().get((asked, 1))
        if scope is None or scope.value_type is not ValueType.CONSENT:
            yield f"CONSENT_ABSENT({asked}): there is no such consent."


def _lasts(law: Ground | Gateway, agreement: StandardAgreement) -> bool:
    """Whether the law was in force from the agreement's first day to its last, or without end."""
    last = agreement.effective_to
    ends_first = law.in_force_to is not None and (last is None or last > law.in_force_to)
    return law.is_in_force(on=agreement.effective_from) and not ends_first

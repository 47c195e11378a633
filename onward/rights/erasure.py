"""Erasing what one organisation holds about one person: whole, or class by class.

Source: domain/privacy.md 4.3; PRODUCT section 3, rule 9. Live rows are emptied where they stand;
what was sealed can no longer be opened once its key is destroyed. The ledger keeps its leaves,
which hold no value, so that every proof of it stays good.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from onward.agreements.catalogue import KeyClass
from onward.disclosures.models import Disclosure, Parcel
from onward.ledger.actions import Act, enter
from onward.parties.models import Staff
from onward.people.forgetting import close
from onward.people.keys import destroy_keys
from onward.people.models import Record
from onward.rights.models import Erasure
from onward.rights.register import Erased, note_in_register
from onward.tenancy.context import acting
from onward.tenancy.packages import each_packages

EVERY_CLASS = frozenset(str(key_class) for key_class in KeyClass)
UNDER_WAY = (Disclosure.Status.PREPARED, Disclosure.Status.SENDING)


class NothingToErase(ValueError):
    """No class was named, or one that there is not, or the whole record was erased before."""


class StillUnderWay(RuntimeError):
    """Something about the person is being sent at this moment. Try again when it has ended."""


@transaction.atomic
def erase(
    record: Record, *, classes: Collection[str] = EVERY_CLASS, by: Staff, at: datetime
) -> Erasure:
    """Erase these classes of a record of the organisation acted for; all of them: the record.

    Whoever received something keeps their own record of it, as the law has it. Raises
    NothingToErase and StillUnderWay.
    """
    held = Record.objects.select_for_update().get(pk=record.pk)
    wanted = set(map(str, classes))
    if held.erased_at or not wanted or not wanted <= EVERY_CLASS:
        raise NothingToErase(_("Say which classes to erase, of a record that is not erased."))
    if _is_under_way(held.handle):
        raise StillUnderWay(_("Something about this person is being sent. Try again in a minute."))
    return carry_out(held, classes=wanted, by=by.handle, at=at)


def carry_out(
    record: Record,
    *,
    classes: Collection[str],
    by: UUID,
    at: datetime,
    after_restore: bool = False,
) -> Erasure:
    """Destroy the keys, empty the rows, and say so in the ledger and in the register.

    Carrying an erasure out again changes nothing more.
    """
    whole = set(classes) >= EVERY_CLASS
    destroy_keys(record.handle, classes)
    for forget in each_packages("forget_record", module="forgetting"):
        forget(record, classes=classes)
    if whole:
        close(record, at=at)
    erasure = Erasure.objects.create(
        organisation_id=acting().organisation_id,
        handle=record.handle,
        key_classes=sorted(classes),
        whole_record=whole,
        by=by,
        at=at,
    )
    _enter(erasure, after_restore=after_restore)
    line = Erased.of(erasure)
    transaction.on_commit(lambda: note_in_register([line]))
    return erasure


def _is_under_way(handle: UUID) -> bool:
    parcels = Parcel.objects.filter(from_handle=handle, disclosure__status__in=UNDER_WAY)
    return parcels.exists()


def _enter(erasure: Erasure, *, after_restore: bool) -> None:
    about: dict[str, object] = {
        "classes": erasure.key_classes,
        "whole_record": erasure.whole_record,
    }
    if after_restore:
        about["after_restore"] = True
    enter(
        Act(
            kind="record.erased",
            by=erasure.organisation_id,
            performer=erasure.by,
            subject=erasure.handle,
            at=erasure.at,
            about=about,
        )
    )

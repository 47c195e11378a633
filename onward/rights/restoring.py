"""After a restore, and before anybody may use it: every erasure once more."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from onward.parties.actions import organisation_ids
from onward.people.keys import destroy_keys
from onward.people.models import Record, RecordKey
from onward.rights.erasure import carry_out
from onward.rights.models import Erasure
from onward.rights.register import Erased, note_in_register, read_register, register_path
from onward.tenancy.context import AUTOMATIC, acting_for


def apply_erasures_again() -> int:
    """Carry out what the register says and the database has lost; gives how many.

    To be run after every restore, before the database is opened for use.
    """
    return apply_register(register_path())


def apply_register(path: Path) -> int:
    """The same from another copy of the register."""
    return sum(_apply(erased) for erased in read_register(path))


def complete_register() -> int:
    """Add the erasures that the database knows and the register lacks; gives how many.

    A crash between an erasure's commit and its line would leave one out.
    """
    known = set(read_register(register_path()))
    missing = [erased for erased in _carried_out() if erased not in known]
    if missing:
        note_in_register(missing)
    return len(missing)


def _apply(erased: Erased) -> int:
    with acting_for(erased.organisation, user=AUTOMATIC):
        record = Record.objects.filter(handle=UUID(erased.handle)).first()
        if record is None:
            return 0
        if _is_known(erased):
            return int(bool(destroy_keys(record.handle, _classes_come_back(erased))))
        carry_out(
            record,
            classes=erased.classes,
            by=UUID(erased.by),
            at=erased.moment,
            after_restore=True,
        )
        return 1


def _is_known(erased: Erased) -> bool:
    same = Erasure.objects.filter(handle=erased.handle, at=erased.moment)
    return same.filter(key_classes=list(erased.classes)).exists()


def _classes_come_back(erased: Erased) -> list[str]:
    """Classes with a key from before the erasure: keys have a backup of their own.

    One made since belongs to what was recorded since, and stays.
    """
    keys = RecordKey.objects.filter(handle=erased.handle, key_class__in=erased.classes)
    return list(keys.filter(made_at__lte=erased.moment).values_list("key_class", flat=True))


def _carried_out() -> Iterable[Erased]:
    for organisation_id in organisation_ids():
        with acting_for(organisation_id, user=AUTOMATIC):
            yield from map(Erased.of, list(Erasure.objects.order_by("at")))

"""After a restore, and before anybody may use it: every erasure once more."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from uuid import UUID

from onward.parties.actions import organisation_ids
from onward.people.keys import destroy_keys
from onward.people.lookups import one_of
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
    return sum(_apply(erased) for erased in lost(read_register(path)))


def lost(register: Iterable[Erased]) -> list[Erased]:
    """The erasures that this database does not know, or that a key has outlived.

    A record that is not here has nothing to lose. Three queries for each organisation.
    """
    lines: defaultdict[int, list[Erased]] = defaultdict(list)
    for erased in register:
        lines[erased.organisation].append(erased)
    return [erased for pk, own in lines.items() for erased in _lost_by(pk, own)]


def complete_register() -> int:
    """Add the erasures that the database knows and the register lacks; gives how many.

    A crash between an erasure's commit and its line would leave one out.
    """
    known = set(read_register(register_path()))
    missing = [erased for erased in _carried_out() if erased not in known]
    if missing:
        note_in_register(missing)
    return len(missing)


def _lost_by(organisation_id: int, register: Collection[Erased]) -> list[Erased]:
    with acting_for(organisation_id, user=AUTOMATIC):
        named = one_of("handle", {UUID(erased.handle) for erased in register})
        held = set(Record.objects.filter(named).values_list("handle", flat=True))
        known = {_identity(Erased.of(erasure)) for erasure in Erasure.objects.filter(named)}
        keys = list(RecordKey.objects.filter(named))
    return [
        erased
        for erased in register
        if UUID(erased.handle) in held
        and (_identity(erased) not in known or any(_outlived(erased, key) for key in keys))
    ]


def _identity(erased: Erased) -> tuple[object, ...]:
    return erased.handle, erased.classes, erased.moment


def _outlived(erased: Erased, key: RecordKey) -> bool:
    """Whether a key from before the erasure has come back: keys have a backup of their own.

    One made since belongs to what was recorded since, and stays.
    """
    is_its_own = str(key.handle) == erased.handle and key.key_class in erased.classes
    return is_its_own and key.made_at <= erased.moment


def _apply(erased: Erased) -> int:
    with acting_for(erased.organisation, user=AUTOMATIC):
        record = Record.objects.get(handle=UUID(erased.handle))
        if _is_known(erased):
            keys = RecordKey.objects.filter(handle=record.handle)
            come_back = [key.key_class for key in keys if _outlived(erased, key)]
            return int(bool(destroy_keys(record.handle, come_back)))
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


def _carried_out() -> Iterable[Erased]:
    for organisation_id in organisation_ids():
        with acting_for(organisation_id, user=AUTOMATIC):
            yield from map(Erased.of, list(Erasure.objects.order_by("at")))

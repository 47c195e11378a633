"""Forgetting what was given, and why: beyond the destroyed keys, the cipher text goes too."""

from collections.abc import Collection

from django.db import connection

from onward.agreements.catalogue import KeyClass
from onward.disclosures.models import Justification, Message, Parcel
from onward.disclosures.sealing import ERASED
from onward.people.models import Record

# The commitment stays: it is what the ledger's leaf says, and tells nothing without its nonce.
_EMPTY = """
update disclosures_parcel set sealed = (
    select jsonb_object_agg(key, case when key = any(%(classes)s)
        then jsonb_build_array(value -> 0, %(erased)s::text) else value end)
    from jsonb_each(sealed)
) where from_handle = %(handle)s and sealed ?| %(classes)s
"""


def forget_record(record: Record, *, classes: Collection[str]) -> None:
    """Empty the sealed parts of these classes in everything that was given of this record.

    A key that is made anew for the class later, or comes back with a backup, opens nothing old.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _EMPTY, {"classes": sorted(classes), "erased": ERASED, "handle": record.handle}
        )
    if KeyClass.CONTACT in classes:
        Message.objects.filter(record=record).update(sealed=["", ERASED])
    if KeyClass.CASEWORK in classes:
        Message.objects.filter(record=record).delete()
        _empty_justifications(record)


def _empty_justifications(record: Record) -> None:
    """The sender's own words may tell of the person.

    The commitment in the ledger stands; without the nonce nobody can test a guess against it.
    """
    about = Parcel.objects.filter(from_handle=record.handle).values("disclosure")
    Justification.objects.filter(disclosure__in=about).update(text="", nonce=b"", likeness="")

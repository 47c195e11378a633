"""Forgetting why things were given: the sender's own words may tell of the person."""

from collections.abc import Collection

from onward.agreements.catalogue import KeyClass
from onward.disclosures.models import Justification, Parcel
from onward.people.models import Record


def forget_record(record: Record, *, classes: Collection[str]) -> None:
    """Empty the justification of every disclosure about this record, with its notes of the case.

    The commitment in the ledger stands; without the nonce nobody can test a guess against it.
    """
    if KeyClass.CASEWORK not in classes:
        return
    about = Parcel.objects.filter(from_handle=record.handle).values("disclosure")
    Justification.objects.filter(disclosure__in=about).update(text="", nonce=b"", likeness="")

"""The keys that shared values are sealed under: one for each record and class of values.

Each is random and stands alone, so that one can be destroyed without the rest. In the database
they are wrapped under a key that is not in the database. Source: domain/privacy.md 4.3.
"""

import json
import os
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection

from onward.ledger.keys import read_key
from onward.people.lookups import one_of
from onward.people.models import RecordKey
from onward.tenancy.context import acting

KEY_BYTES = 32
NONCE_BYTES = 12

_ADD = """
insert into keys.record_key (organisation_id, handle, key_class, wrapped, made_at)
select %s, made.handle, made.key_class, made.wrapped, %s
from json_to_recordset(%s) as made (handle uuid, key_class text, wrapped bytea)
on conflict (handle, key_class) do nothing
"""

Place = tuple[UUID, str]
"""A record's handle and a class of values: what one key is for."""


class KeyBroken(RuntimeError):
    """A stored key was altered or moved, or was wrapped under another key-encryption key."""


def keys_for(places: Iterable[Place], *, at: datetime) -> dict[Place, bytes]:
    """The key of 32 bytes for each place, made where there is none, in two or three statements."""
    wanted = set(places)
    keys = standing_keys({handle for handle, _ in wanted})
    missing = sorted(wanted - keys.keys())
    if missing:
        made = {place: os.urandom(KEY_BYTES) for place in missing}
        if _add(made, at=at) == len(made):
            keys |= made
        else:  # someone else made some at the same moment
            keys |= standing_keys({handle for handle, _ in missing})
    return {place: keys[place] for place in wanted}


def standing_keys(handles: Collection[UUID]) -> dict[Place, bytes]:
    """Every key that has not been destroyed of these records. Raises KeyBroken."""
    wrapping = _wrapping()
    rows = RecordKey.objects.filter(one_of("handle", handles))
    return {
        (handle, key_class): _unwrapped(bytes(wrapped), (handle, key_class), wrapping)
        for handle, key_class, wrapped in rows.values_list("handle", "key_class", "wrapped")
    }


def destroy_keys(handle: UUID, classes: Collection[str]) -> list[str]:
    """Destroy these keys of one record, and with them what is sealed under them anywhere.

    Gives the classes whose key was there. The copy in the keys' own backup ends with it.
    """
    keys = RecordKey.objects.filter(handle=handle, key_class__in=classes)
    destroyed = sorted(keys.values_list("key_class", flat=True))
    keys.delete()
    return destroyed


def _wrapping() -> AESGCM:
    return AESGCM(read_key(settings.KEY_ENCRYPTION_KEY_FILE))


def _add(keys: Mapping[Place, bytes], *, at: datetime) -> int:
    """Keep those for whose place there is none yet; returns how many they were."""
    wrapping = _wrapping()
    made = [
        {
            "handle": str(handle),
            "key_class": key_class,
            "wrapped": f"\\x{_wrapped(key, (handle, key_class), wrapping).hex()}",
        }
        for (handle, key_class), key in keys.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [acting().organisation_id, at, json.dumps(made)])
        return int(cursor.rowcount)


def _wrapped(key: bytes, place: Place, wrapping: AESGCM) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + wrapping.encrypt(nonce, key, _bound_to(place))


def _unwrapped(wrapped: bytes, place: Place, wrapping: AESGCM) -> bytes:
    try:
        return wrapping.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], _bound_to(place))
    except InvalidTag as error:
        raise KeyBroken(f"The {place[1]} key of a record does not open.") from error


def _bound_to(place: Place) -> bytes:
    """A wrapped key cannot be moved to another record or class."""
    return place[0].bytes + place[1].encode()

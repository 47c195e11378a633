"""A sealed part opens only with its key, at its own entry, unaltered."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.disclosures.sealing import SealBroken, Sealed, open_sealed, seal

KEY, OTHER_KEY = b"k" * 32, b"o" * 32


@given(values=st.dictionaries(st.sampled_from(["surname", "nino"]), st.text(max_size=20)))
def test_what_was_sealed_opens_again(values):
    entry = uuid4()

    assert open_sealed(seal(values, key=KEY, entry_id=entry), key=KEY, entry_id=entry) == values


def test_a_sealed_part_cannot_be_moved_to_another_entry():
    sealed = seal({"surname": "Grant"}, key=KEY, entry_id=uuid4())

    with pytest.raises(SealBroken):
        open_sealed(sealed, key=KEY, entry_id=uuid4())


def test_another_key_does_not_open_it():
    entry = uuid4()
    sealed = seal({"surname": "Grant"}, key=KEY, entry_id=entry)

    with pytest.raises(SealBroken):
        open_sealed(sealed, key=OTHER_KEY, entry_id=entry)


def test_another_commitment_does_not_fit_it():
    entry = uuid4()
    first = seal({"surname": "Grant"}, key=KEY, entry_id=entry)
    second = seal({"surname": "Grant"}, key=KEY, entry_id=entry)

    with pytest.raises(SealBroken):
        open_sealed(Sealed(second.commitment, first.part), key=KEY, entry_id=entry)


def test_the_same_values_give_different_commitments():
    entry = uuid4()

    sealed = {
        seal({"disability_status": "disabled"}, key=KEY, entry_id=entry).commitment
        for _ in range(5)
    }

    assert len(sealed) == 5

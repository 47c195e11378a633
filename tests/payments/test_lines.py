"""What signers sign changes with every penny, digit, line and account name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.payments.lines import (
    PayLine,
    instruction_reference,
    line_hash,
    lines_hash,
    random_reference,
)
from onward.values.pence import Pence

LINE = PayLine(
    reference="CLM-1",
    provider_code="north",
    outcome="job_start",
    pence=Pence(17_000),
    account_name="North Ltd",
    sort_code="080211",
    account_number="11111111",
)


@pytest.mark.parametrize(
    "change",
    [
        {"reference": "CLM-2"},
        {"provider_code": "south"},
        {"outcome": "short_13"},
        {"pence": Pence(17_001)},
        {"account_name": "North Limited"},
        {"sort_code": "080212"},
        {"account_number": "11111112"},
    ],
)
def test_any_change_of_a_line_changes_its_hash(change):
    assert line_hash(replace(LINE, **change)) != line_hash(LINE)


hashes = st.dictionaries(
    st.text(alphabet="ABC0123", min_size=1, max_size=8),
    st.binary(min_size=32, max_size=32).map(bytes.hex),
    min_size=2,
    max_size=20,
)


@given(hashes, st.randoms())
def test_the_order_of_lines_does_not_matter(lines, random):
    shuffled = list(lines.items())
    random.shuffle(shuffled)

    assert lines_hash(dict(shuffled)) == lines_hash(lines)


@given(hashes, st.data())
def test_a_dropped_line_changes_the_hash(lines, data):
    dropped = data.draw(st.sampled_from(sorted(lines)))

    fewer = {reference: each for reference, each in lines.items() if reference != dropped}

    assert lines_hash(fewer) != lines_hash(lines)


def test_a_second_instruction_has_another_reference_and_both_fit_a_payment():
    claim = random_reference("CLM")

    assert instruction_reference(claim, earlier=0) == claim
    assert instruction_reference(claim, earlier=1) == f"{claim}-2"
    assert len(instruction_reference(claim, earlier=98)) <= 30


def test_references_do_not_repeat():
    assert len({random_reference("CLM") for _ in range(2_000)}) == 2_000

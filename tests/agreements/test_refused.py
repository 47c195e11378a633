"""Whatever an agreement refuses is said in words, to whoever moves a case or claims under it."""

import inspect
import re
from datetime import date
from uuid import uuid4

import pytest

from onward.agreements import authority as deciding
from onward.agreements import on_file
from onward.agreements.authority import Authority, Refusal
from onward.agreements.refused import refused_in_words

CODES = sorted(
    {
        *re.findall(r'code="(\w+)"', inspect.getsource(deciding)),
        *re.findall(r'yield "(\w+)"', inspect.getsource(on_file)),
        "WRONG_DIRECTION",
        "NOT_PERMITTED",
    }
)
AN_AUTHORITY = Authority(
    agreement_id=uuid4(),
    reference="wfs/1",
    standard="",
    purpose="",
    gateway="",
    basis="",
    channels=frozenset(),
    maximum_records=None,
    effective_from=date(2017, 4, 3),
    effective_to=None,
    ended_at=None,
    roles={},
    signed_on={},
    permits={},
)


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words(code):
    said = refused_in_words([Refusal(code=code)], authority=AN_AUTHORITY)

    assert code not in said


@pytest.mark.parametrize(
    ("item", "named"), [("start_date", "(date of start)"), ("Security policy", "(security policy)")]
)
def test_an_item_is_named_by_its_label_and_a_paper_as_it_is(item, named):
    said = refused_in_words([Refusal(code="PAPER_MISSING", item=item)], authority=AN_AUTHORITY)

    assert named in said

"""The same seed lives through the same autumn: the same acts in the ledger, the same two returns.

The root of the ledger itself differs each time: handles and what hides the values are random.
"""

from pathlib import Path
from typing import Any

import pytest
from django.db.models import Count

from onward.demonstration.young_people.living import Autumn
from onward.demonstration.young_people.plan import invented_city
from onward.demonstration.young_people.setting_up import set_up_city
from onward.ledger.models import Entry
from tests.databases import demonstration, own_database

pytestmark = [pytest.mark.prove, pytest.mark.django_db]

SMALL = 100
ACTS = ("kind", "by_organisation_id", "to_organisation_id")


def lived(seed: int, outbox: Path) -> tuple[list[Any], dict[str, bytes]]:
    with own_database(), demonstration():
        Autumn(invented_city(SMALL, seed=seed), set_up_city()).live()
        entered = Entry.objects.using("auditor").values_list(*ACTS).annotate(Count("pk"))
        acts = list(entered.order_by(*ACTS))
    return acts, {path.name: path.read_bytes() for path in outbox.rglob("*.xml")}


def test_the_same_seed_gives_the_same_acts_and_the_same_returns(committed, settings, tmp_path):
    settings.OUTBOX = tmp_path / "once"
    acts, returns = lived(7, settings.OUTBOX)
    settings.OUTBOX = tmp_path / "again"
    again, returned_again = lived(7, settings.OUTBOX)
    settings.OUTBOX = tmp_path / "otherwise"
    _, otherwise = lived(8, settings.OUTBOX)

    assert len(acts) > 5
    assert len(returns) == 2
    assert (acts, returns) == (again, returned_again)
    assert otherwise.keys() == returns.keys()
    assert otherwise != returns

"""Whoever opens a table to others, or leaves one open, hears of it before anything runs."""

import pytest
from django.db import connections

from onward.tenancy.checks import isolation_holds

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.parametrize(
    ("change", "error", "table"),
    [
        ("create table gossip (id int)", "onward.E1", "gossip"),
        ("alter table tracking_datarequest no force row level security",
         "onward.E1", "tracking_datarequest"),
        ("alter table tracking_datarequest disable row level security",
         "onward.E1", "tracking_datarequest"),
        ("alter policy sees on rights_withholding using (true)", "onward.E6", "rights_withholding"),
        ("alter policy sees on people_look using"
         " (nullif(current_setting('onward.organisation', true), '')::bigint is not null)",
         "onward.E6", "people_look"),
        ("alter policy sees on contracts_notice using"
         " (organisation_id = nullif(current_setting('onward.organisation', true), '')::bigint)",
         "onward.E6", "contracts_notice"),
    ],
)  # fmt: skip
def test_a_table_that_others_see_is_named_unless_it_is_listed(change, error, table):
    with connections["migrate"].cursor() as owner:
        owner.execute(change)

    (found,) = isolation_holds(None, ["default"])

    assert (found.id, table in found.msg) == (error, True)

"""What is given under a text is labelled personal, pseudonymous or anonymous."""

import pytest

from onward.agreements.labels import Label, label_of_items
from onward.agreements.standard import standard_agreement, standard_codes


@pytest.mark.parametrize(
    ("items", "label"),
    [
        ({"mi_pack"}, Label.ANONYMOUS),
        ({"mi_pack", "claim_unique_reference"}, Label.PSEUDONYMOUS),
        ({"claim_unique_reference", "payfile_amount"}, Label.PSEUDONYMOUS),
        ({"payfile_nino", "payfile_amount"}, Label.PERSONAL),
        ({"surname"}, Label.PERSONAL),
        ({"partner_name"}, Label.PERSONAL),
    ],
)
def test_who_it_is_makes_it_personal_and_counts_alone_anonymous(items, label):
    """REQ-001-005."""
    assert label_of_items(items) is label


def test_only_the_figures_of_a_programme_are_anonymous_and_all_else_has_named_items():
    """REQ-001-005."""
    items = {
        code: {permit.item for permit in standard_agreement(code).permits}
        for code in standard_codes()
        if standard_agreement(code).permits
    }

    assert {code for code in items if label_of_items(items[code]) is Label.ANONYMOUS} == {"WFS-MI"}

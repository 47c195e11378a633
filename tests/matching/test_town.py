import ast
from pathlib import Path

import numpy as np

import onward.matching
from tests.matching.fitted import a_small_town
from tests.matching.town.lists import a_case


def test_the_same_seed_gives_the_same_town():
    one, other = a_case(seed=3, base=400, listed=60), a_case(seed=3, base=400, listed=60)

    assert one.listed.first.tolist() == other.listed.first.tolist()
    assert one.base.address.tolist() == other.base.address.tolist()
    assert one.listed_person.tolist() == other.listed_person.tolist()


def test_three_tenths_of_a_list_are_unknown_to_the_base():
    case, *_ = a_small_town()

    assert (~case.known).sum() == 180
    assert not np.isin(case.listed_person[~case.known], case.base_person).any()


def test_the_matcher_never_imports_the_tables_it_is_examined_with():
    for module in Path(onward.matching.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("tests")

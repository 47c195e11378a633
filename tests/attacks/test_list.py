"""Every attack on sharing is tried by a test, or says what stands in its place."""

import pytest

from config.attacks import attacks

OF_SHARING = [f"A{number}" for number in range(1, 41)]


def test_the_list_is_whole():
    assert [attack.number for attack in attacks()] == OF_SHARING


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.number)
def test_each_attack_is_tried_or_answered(attack):
    assert attack.tests or attack.instead


def test_no_more_than_four_are_answered_without_a_test():
    assert sum(1 for attack in attacks() if attack.instead and not attack.tests) <= 4

import pytest

from tests.bench.matching.answers import lower_bound


@pytest.mark.parametrize(
    ("right", "of", "expected"),
    [
        (3_000, 3_000, 0.025 ** (1 / 3_000)),  # no error: the bound has a closed form
        (9, 10, 0.55498),  # Clopper and Pearson's interval, as statistical tables have it
        (0, 10, 0.0),
    ],
)
def test_the_lower_bound_of_a_share_is_exact(right, of, expected):
    assert lower_bound(right, of) == pytest.approx(expected, abs=1e-5)

"""How often a property is tried: the quick suite's few times, or the many of `make prove`."""

from hypothesis import settings


def one_in(part: int) -> int:
    """A part of the examples others have, for a property whose every example is a whole story."""
    return settings().max_examples // part

"""How often a property is tried: few times in the quick suite, many times in `make prove`."""

from hypothesis import settings

# A shared machine is slow at times: a property is about truth, `make bench` is about speed.
settings.register_profile("few", deadline=None, max_examples=25)
settings.register_profile("many", deadline=None, max_examples=1_000)


def one_in(part: int) -> int:
    """A part of the examples others have, for a property whose every example is a whole story."""
    return settings().max_examples // part

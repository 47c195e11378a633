"""How good and how quick the matcher is, beside Splink 5 and exact keys, on ten unseen towns.

The seeds are drawn from the digest of the thresholds and of both sides' name tables, so that
nobody chooses them: whoever changes one of these is measured on ten other towns. In development
seeds below 100 are used.
"""

from collections.abc import Iterator
from functools import reduce
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from tests.bench.matching import exact, febrl, ours, splinks
from tests.bench.matching.answers import Answers
from tests.bench.matching.speed import measured
from tests.matching.town.lists import a_case

TOWNS = 10
HERE = Path(__file__).parents[3]
FIXED = ("onward/matching/model.py", "onward/matching/variants.py", "onward/matching/sounds.py")
SPEED_SEED = 21
LARGE = 500
"""Links of a name origin from which on its share is steady enough to compare."""
A_LIST = 5_000


def drawn_seeds() -> tuple[int, ...]:
    """Ten seeds of at least 1,000, from what is fixed and the generator's own files."""
    signs = sha256()
    fixed = [HERE / path for path in FIXED]
    for path in (*fixed, *sorted(HERE.glob("tests/matching/town/*.py"))):
        signs.update(path.read_bytes())
    drawn = np.random.default_rng(int.from_bytes(signs.digest()))
    return tuple(drawn.integers(1_000, 1_000_000, TOWNS).tolist())


def measure() -> Iterator[str]:
    if find_spec("splink") is None:
        yield "needs requirements/bench.txt, which `make bench` installs"
        return
    seeds = drawn_seeds()
    yield f"100,000 x 5,000, pooled over {len(seeds)} unseen towns: seeds {seeds}"
    own, splink, plain = _pooled(seeds)
    yield from _quality(own, splink, plain)
    yield f"FEBRL 4, F1 without the number: {febrl.f1():.4f} (at least 0.996)"
    yield from _speed()


def _pooled(seeds: tuple[int, ...]) -> tuple[Answers, Answers, Answers]:
    cases = (a_case(seed=seed) for seed in seeds)
    each = [(ours.answered(case), splinks.answered(case), exact.answered(case)) for case in cases]
    own, splink, plain = (reduce(Answers.and_then, one) for one in zip(*each, strict=True))
    # Splink decides nothing by itself: it gets the best thresholds that these answers allow.
    return own, splink.at_threshold(splink.lowest_score(0.999), splink.keeping(0.995)), plain


def _quality(own: Answers, splink: Answers, plain: Answers) -> Iterator[str]:
    for name, answers in (("Onward", own), ("Splink 5", splink), ("exact", plain)):
        f1, precision, recall = answers.best_f1()
        yield f"{name}: best F1 {f1:.4f} (precision {precision:.4f}, recall {recall:.4f})"
    yield f"F1 at even odds, no threshold chosen: {own.f1(0.0):.4f} (at least 0.988)"
    yield (
        f"precision of what is accepted without a person: {own.precision:.5f}, at least "
        f"{own.lower_bound:.5f} with 95% (at least 0.999), {_wrong(own)} wrong"
    )
    for line, value in (
        ("true links accepted: {} (at least 0.93; Splink {})", lambda a: a.accepted_of(a.known)),
        (
            "people who moved accepted: {} (at least 0.82; Splink {})",
            lambda a: a.accepted_of(a.moved),
        ),
        ("worst gap to the English by origin of name: {} (at most 0.12; Splink {})", _worst_gap),
    ):
        yield line.format(f"{value(own):.3f}", f"{value(splink):.3f}")
    yield (
        f"rows to review of {A_LIST:,}: {own.shown.sum() / own.lists:.0f} "
        f"(at most 250; Splink {splink.shown.sum() / splink.lists:,.0f})"
    )
    found = (own.accepted | own.shown) & own.right
    yield f"true links accepted or shown: {found.sum() / own.known.sum():.4f}"
    yield from _by_origin(own, splink)


def _wrong(answers: Answers) -> str:
    return f"{(answers.accepted & ~answers.right).sum()} of {answers.accepted.sum():,}"


def _origins(answers: Answers) -> list[str]:
    names, counts = np.unique(answers.origin[answers.known].astype(str), return_counts=True)
    return [str(name) for name in names[counts >= LARGE]]


def _worst_gap(answers: Answers) -> float:
    english = answers.accepted_of(answers.origin == "english")
    return max(english - answers.accepted_of(answers.origin == each) for each in _origins(answers))


def _by_origin(own: Answers, splink: Answers) -> Iterator[str]:
    for each in _origins(own):
        here = own.origin == each
        yield (
            f"  {each}: {own.accepted_of(here):.3f} of {(here & own.known).sum():,} "
            f"(Splink {splink.accepted_of(here):.3f})"
        )


def _speed() -> Iterator[str]:
    for people, wanted in (
        (100_000, "2 s"),
        (250_000, "one row 10 ms"),
        (1_000_000, "4 s, 1,600 MB"),
    ):
        took = measured(people, seed=SPEED_SEED)
        figures = ", ".join(f"{what} {figure:,.2f}" for what, figure in took.items())
        yield f"5,000 x {people:,}: {figures} (at most {wanted})"

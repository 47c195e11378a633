"""The risk of becoming NEET: a list of reasons with weights, which advises and decides nothing.

The default weights are one council's set. An authority sets its own; what is not known about
somebody is shown as such and adds nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from onward.programmes.doubts import gettext_noop
from onward.programmes.participation.doubts import Doubt

K = TypeVar("K")

ADVICE = gettext_noop(
    "This list is advice. It shows who may need support first and why; nobody is judged by it, "
    "and nothing follows from it without a person."
)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known about somebody; None where nothing is. `attendance` is in hundredths of 1%."""

    attendance: int | None = None
    exclusions: int | None = None
    speaks_english_first: bool | None = None
    has_plan: bool | None = None
    has_sen_support: bool | None = None
    has_free_meals: bool | None = None
    characteristics: frozenset[str] | None = None


class UnknownFactor(LookupError):
    """A factor that the rules do not have."""


@dataclass(frozen=True)
class Step:
    """So many points from a value on: below it for attendance, at it or above otherwise."""

    value: int
    points: int


@dataclass(frozen=True)
class Graded:
    """A number that weighs more the further it goes; the highest step reached counts."""

    code: str
    label: str
    reads: str
    steps: tuple[Step, ...]
    low_is_bad: bool = False

    def points(self, known: Known) -> int | None:
        value = getattr(known, self.reads)
        if value is None:
            return None
        return max((step.points for step in self.steps if self._reaches(value, step)), default=0)

    def weighing(self, points: int) -> "Graded":
        """The same with its highest step at these points and the others at no more."""
        steps = tuple(Step(step.value, min(step.points, points)) for step in self.steps[:-1])
        return replace(self, steps=(*steps, Step(self.steps[-1].value, points)))

    def _reaches(self, value: int, step: Step) -> bool:
        return value < step.value if self.low_is_bad else value >= step.value


@dataclass(frozen=True)
class Flag:
    """A yes or no that weighs where it is `when`."""

    code: str
    label: str
    reads: str
    weight: int
    when: bool = True

    def points(self, known: Known) -> int | None:
        value = getattr(known, self.reads)
        if value is None:
            return None
        return self.weight if value is self.when else 0

    def weighing(self, points: int) -> "Flag":
        return replace(self, weight=points)


@dataclass(frozen=True)
class Characteristic:
    """Any of these characteristics of the return weighs, and once."""

    code: str
    label: str
    codes: frozenset[str]
    weight: int

    def points(self, known: Known) -> int | None:
        if known.characteristics is None:
            return None
        return 0 if self.codes.isdisjoint(known.characteristics) else self.weight

    def weighing(self, points: int) -> "Characteristic":
        return replace(self, weight=points)


Factor = Graded | Flag | Characteristic


@dataclass(frozen=True)
class Reason:
    """Why somebody stands on the list, and how much of the sum it is."""

    code: str
    label: str
    points: int


@dataclass(frozen=True, kw_only=True)
class Indication:
    """What is known points to: the sum, its parts, and which factors nobody can speak to."""

    score: int
    threshold: int
    reasons: tuple[Reason, ...]
    not_known: tuple[str, ...]

    @property
    def is_listed(self) -> bool:
        return self.score >= self.threshold


@dataclass(frozen=True, kw_only=True)
class RiskRules:
    """Factors with their weights, and the sum from which somebody is listed."""

    version: str
    source: str
    factors: tuple[Factor, ...]
    threshold: int
    doubts: tuple[Doubt, ...] = ()

    def weighing(self, points: Mapping[str, int], *, threshold: int | None = None) -> "RiskRules":
        """These rules as an authority weighs them; 0 leaves a factor out. Raises UnknownFactor."""
        if unknown := points.keys() - {factor.code for factor in self.factors}:
            raise UnknownFactor(f"There is no factor {min(unknown)}.")
        if any(each < 0 for each in points.values()):
            raise ValueError("A weight is 0 or more.")
        return replace(
            self,
            factors=tuple(
                factor.weighing(points[factor.code]) if factor.code in points else factor
                for factor in self.factors
            ),
            threshold=self.threshold if threshold is None else threshold,
        )

    def indicate(self, known: Known) -> Indication:
        """The sum and its reasons, heaviest first."""
        points = [(factor, factor.points(known)) for factor in self.factors]
        reasons = [Reason(each.code, each.label, found) for each, found in points if found]
        return Indication(
            score=sum(reason.points for reason in reasons),
            threshold=self.threshold,
            reasons=tuple(sorted(reasons, key=lambda reason: -reason.points)),
            not_known=tuple(factor.label for factor, found in points if found is None),
        )

    def listed(self, people: Iterable[tuple[K, Known]]) -> list[tuple[K, Indication]]:
        """Who reaches the threshold, the highest sum first."""
        found = [(whom, self.indicate(known)) for whom, known in people]
        return sorted(
            (each for each in found if each[1].is_listed), key=lambda each: -each[1].score
        )


ONE_COUNCIL = RiskRules(
    version="2022",
    source="the weights of one county council's published study of 2022",
    factors=(
        Graded(
            "ATTENDANCE",
            gettext_noop("Attendance below 90%, or below 85%"),
            "attendance",
            (Step(9000, 1), Step(8500, 2)),
            low_is_bad=True,
        ),
        Graded("EXCLUSIONS", gettext_noop("Exclusions"), "exclusions", (Step(1, 1), Step(2, 2))),
        Flag(
            "LANGUAGE",
            gettext_noop("English is not the first language"),
            "speaks_english_first",
            1,
            when=False,
        ),
        Flag("PLAN", gettext_noop("Education, health and care plan"), "has_plan", 2),
        Flag("SEN_SUPPORT", gettext_noop("Support for special needs"), "has_sen_support", 1),
        Flag("FREE_MEALS", gettext_noop("Free school meals"), "has_free_meals", 2),
        Characteristic("ALTERNATIVE", gettext_noop("Alternative provision"), frozenset({"200"}), 1),
        Characteristic("LOOKED_AFTER", gettext_noop("Looked after"), frozenset({"110"}), 2),
        Characteristic(
            "PARENT",
            gettext_noop("Pregnant or a parent"),
            frozenset({"120", "180", "190"}),
            2,
        ),
        Characteristic("CARER", gettext_noop("Carer"), frozenset({"140"}), 2),
        Characteristic(
            "YOUTH_OFFENDING",
            gettext_noop("Supervised by a youth offending team"),
            frozenset({"170"}),
            2,
        ),
    ),
    threshold=3,
    doubts=(Doubt.EXCLUSIONS,),
)

"""What is out of the ordinary in a run, and does not stop it: shown before it is signed."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from onward.payments.models import Check, Run, RunLine
from onward.programmes.doubts import Doubt


@dataclass(frozen=True, kw_only=True)
class Exceptions:
    """References of the lines that a signer should know of, and what the rules leave open."""

    failed_before: list[str]
    issued_again: list[str]
    at_demonstration_prices: int
    doubts: list[Doubt]

    def __bool__(self) -> bool:
        return bool(
            self.failed_before or self.issued_again or self.at_demonstration_prices or self.doubts
        )


def exceptions_in(run: Run) -> Exceptions:
    """Source: money_statistics_users.md C.5, "see exceptions" before a run is signed."""
    lines = RunLine.objects.filter(run=run).order_by("reference")
    checks = Check.objects.filter(claim=OuterRef("claim"))
    # A payfile that two signed may have left; a run that was called off never paid anything.
    others = RunLine.objects.filter(~Q(run=run), claim=OuterRef("claim")).exclude(
        run__status=Run.Status.CALLED_OFF
    )
    doubtful = Check.objects.filter(claim__in=lines.values("claim"), saw__has_key="doubts")
    doubts = {code for saw in doubtful.values_list("saw", flat=True) for code in saw["doubts"]}
    return Exceptions(
        failed_before=_references(lines.filter(Exists(checks.filter(passed=False)))),
        issued_again=_references(lines.filter(Exists(others))),
        at_demonstration_prices=lines.filter(claim__price__demonstration=True).count(),
        doubts=sorted(map(Doubt, doubts)),
    )


def _references(lines: QuerySet[RunLine]) -> list[str]:
    return list(lines.values_list("reference", flat=True))

"""Which model weighs an organisation's rows: the one that somebody approved, or a start.

Before any is approved the starting model, guesses without a table of names, shows near rows to a
person and accepts none; then a number, or name and birth date, decide as they did (decision 0025).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from django.db import transaction
from django.utils.translation import gettext as _

from onward.ledger.actions import Act, enter
from onward.matching.model import Model
from onward.matching.starting import starting_model
from onward.matching.stored import as_json, from_json, version
from onward.parties.models import Staff
from onward.people.matching.declared import standing
from onward.people.models import MatchingModel
from onward.tenancy.context import acting

STARTING = "start"


class NotMeasured(ValueError):
    """A model is approved with what it was measured to do, never without."""


@dataclass(frozen=True, kw_only=True)
class InUse:
    """A model, its version, and whether it may accept a row without a person."""

    model: Model
    version: str
    may_accept: bool


def model_in_use() -> InUse:
    """The model of the organisation acted for."""
    approved = MatchingModel.objects.filter(approved_at__isnull=False, ended_at=None)
    found = approved.values_list("pk", "version").first()
    if found is None:
        return InUse(model=starting_model(_written_count()), version=STARTING, may_accept=False)
    return InUse(model=_read(*found), version=found[1], may_accept=True)


def keep(model: Model, *, at: datetime) -> MatchingModel:
    """Keep a fitted model; it weighs nothing until it is approved. The same one is kept once."""
    kept, _new = MatchingModel.objects.get_or_create(
        organisation_id=acting().organisation_id,
        version=version(model),
        defaults={"text": as_json(model), "fitted_at": at},
    )
    return kept


@transaction.atomic
def approve_model(kept: MatchingModel, *, by: Staff, at: datetime) -> None:
    """Use this model from now on, in the place of the one before. Raises NotMeasured."""
    model = from_json(kept.text)
    if not model.quality:
        raise NotMeasured(_("Nothing was measured of this model. Fit it again."))
    MatchingModel.objects.filter(approved_at__isnull=False, ended_at=None).update(ended_at=at)
    kept.text = as_json(replace(model, approved_by=str(by.handle)))
    kept.approved_by, kept.approved_at, kept.ended_at = by.handle, at, None
    kept.save(update_fields=["text", "approved_by", "approved_at", "ended_at"])
    enter(
        Act(
            kind="matching.model_approved",
            by=acting().organisation_id,
            performer=by.handle,
            at=at,
            about={
                "version": kept.version,
                "quality": {name: f"{value:.4f}" for name, value in model.quality.items()},
            },
        )
    )


def quality_of(kept: MatchingModel) -> dict[str, str]:
    """What was measured of a model, in hundredths; a dash where it was not."""
    quality = from_json(kept.text).quality
    return {
        name: f"{quality[name]:.1%}" if name in quality else "-"
        for name in ("accepted", "to_review", "precision", "recall")
    }


@lru_cache(maxsize=8)
def _read(pk: int, _version: str) -> Model:
    """Read once for a process: a kept model never changes what it decides by."""
    return from_json(MatchingModel.objects.get(pk=pk).text)


def _written_count() -> int:
    declaration = standing()
    return max(declaration.written_count if declaration else 0, 1_000)

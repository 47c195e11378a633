"""A model is fitted on an own list and the records kept, measured, and kept to be approved."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _

from onward.matching.evidence import levels
from onward.matching.fitting import fit, learnt
from onward.matching.kept import Kept
from onward.matching.keys import KeyTable
from onward.matching.links import Band, Links
from onward.matching.model import Model
from onward.people.matching.candidates import written_table
from onward.people.matching.declared import require_declared
from onward.people.matching.kept_models import STARTING, keep, model_in_use
from onward.people.matching.weighing import Person, asking_table
from onward.people.models import Match, MatchingModel, Writing

FEWEST_ROWS, FEWEST_DECISIONS = 200, 50


class TooFew(ValueError):
    """A model fitted on next to nothing says nothing."""


class NotFitted(ValueError):
    """The model in use is guesses: what people decide has nothing to be added to."""


def fit_model(people: Sequence[Person], *, at: datetime) -> MatchingModel:
    """Fit on these rows against everybody kept, without a word about who is who.

    Raises NotDeclared and TooFew. Domain matching.md 8.
    """
    require_declared()
    if len(people) < FEWEST_ROWS:
        words = _("A model needs a list of at least %(rows)s rows. This one has %(found)s.")
        raise TooFew(words % {"rows": FEWEST_ROWS, "found": len(people)})
    kept, asking = _everybody(), asking_table(people)
    fitted = fit(asking, kept.table, kept.keys)
    return keep(replace(fitted, quality=_measured(kept.link(asking, fitted)[0])), at=at)


def learn_from_decisions(people: Sequence[Person], *, at: datetime) -> MatchingModel:
    """The model in use once more, with what people have said is the same person.

    Nothing learns from decisions but by this. Raises NotDeclared, TooFew and NotFitted.
    """
    require_declared()
    said = Match.objects.filter(
        kind=Match.Kind.ROW, answer=Match.Answer.SAME, answered_by__isnull=False
    )
    decided = list(said)
    if len(decided) < FEWEST_DECISIONS:
        words = _("A model learns from at least %(most)s decisions. There are %(found)s.")
        raise TooFew(words % {"most": FEWEST_DECISIONS, "found": len(decided)})
    used = model_in_use()
    if used.version == STARTING:
        raise NotFitted(_("Fit a model on a list of your own first, and have it approved."))
    model = _with(used.model, decided)
    links, _pairs = _everybody().link(asking_table(people), model)
    return keep(replace(model, quality=_measured(links)), at=at)


def _with(model: Model, decided: Sequence[Match]) -> Model:
    asking = asking_table([_person(match) for match in decided])
    chosen = Writing.objects.filter(record__in=[match.chosen_id for match in decided])
    table, records = written_table(list(chosen.values_list("pk", flat=True)))
    first = {records[handle]: row for row, handle in reversed(list(enumerate(table.handle)))}
    pairs = [
        (ask, first[match.chosen_id])
        for ask, match in enumerate(decided)
        if match.chosen_id in first
    ]
    asks, rows = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return learnt(model, levels(asking, asks, table, rows, model.frequencies))


def _person(match: Match) -> Person:
    said = match.said
    return Person(
        forename=said.get("forename", ""),
        surname=said.get("surname", ""),
        born=said.get("born", ""),
        address=", ".join(said.get("address", [])),
        postcode=said.get("postcode", ""),
        sex=said.get("sex", ""),
    )


def _everybody() -> Kept:
    table, _records = written_table(list(Writing.objects.values_list("pk", flat=True)))
    return Kept(table=table, keys=KeyTable.of(table))


def _measured(links: Links) -> dict[str, float]:
    """What the model itself expects of the list: shares of its rows, and of its true links."""
    sure = 1 / (1 + np.exp2(np.clip(-links.bits, -60, 60)))
    accepted = links.band == Band.ACCEPT
    return {
        "accepted": float(accepted.mean()),
        "to_review": float((links.band == Band.REVIEW).mean()),
        "precision": float(sure[accepted].mean()) if accepted.any() else 1.0,
        "recall": float(sure[accepted].sum() / max(sure.sum(), 1e-9)),
    }

"""A model as one JSON text, and back.

It holds no person: chances by level, counts of five and more under hashes, how well it was
measured and who approved it.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from enum import IntEnum
from hashlib import sha256
from typing import Any

import numpy as np

from onward.matching.frequencies import KINDS, Frequencies
from onward.matching.levels import FIELDS
from onward.matching.model import Kin, Model, Profile, Thresholds

LAYOUT = 1


class UnreadableModel(ValueError):
    """The text is no model, or one of another layout or other levels than this code has."""


def as_json(model: Model) -> str:
    """The whole model; the same model is always the same text."""
    return json.dumps(_facts(model) | {"version": version(model)}, sort_keys=True)


def version(model: Model) -> str:
    """Twelve hexadecimal digits that name what the model decides by, approval and quality apart."""
    facts = {
        name: value
        for name, value in _facts(model).items()
        if name not in ("quality", "approved_by")
    }
    return sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:12]


def from_json(text: str) -> Model:
    """Read a model. Raises UnreadableModel."""
    try:
        facts = json.loads(text)
        if facts["layout"] != LAYOUT:
            raise UnreadableModel(f"This model has layout {facts['layout']}, not {LAYOUT}.")
        model = _model(facts)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as problem:
        raise UnreadableModel(f"This is not a stored model: {problem}.") from problem
    if version(model) != facts["version"]:
        raise UnreadableModel("This model was changed after it was stored.")
    return model


def _facts(model: Model) -> dict[str, Any]:
    return {
        "layout": LAYOUT,
        "same": _named(model.same),
        "unrelated": _named(model.unrelated),
        "relatives": [
            {"name": kin.name, "share": kin.share, "profile": _named(kin.profile)}
            for kin in model.relatives
        ],
        "same_a_row": model.same_a_row,
        "relatives_a_row": model.relatives_a_row,
        "thresholds": asdict(model.thresholds),
        "fitted_on": dict(model.fitted_on),
        "quality": dict(model.quality),
        "approved_by": model.approved_by,
        "frequencies": _counted(model.frequencies),
    }


def _named(profile: Profile) -> dict[str, dict[str, float]]:
    return {
        name: {level.name: float(profile[name][level]) for level in levels}
        for name, levels in FIELDS.items()
    }


def _counted(frequencies: Frequencies) -> dict[str, Any]:
    return {
        "rows": frequencies.rows,
        "lift": frequencies.lift,
        "digest": frequencies.digest,
        "kinds": {
            kind: {
                "hashes": b64encode(frequencies.hashes[kind].astype("<u8").tobytes()).decode(),
                "counts": b64encode(frequencies.counts[kind].astype("<u4").tobytes()).decode(),
            }
            for kind in KINDS
        },
    }


def _model(facts: Mapping[str, Any]) -> Model:
    return Model(
        same=_profile(facts["same"]),
        unrelated=_profile(facts["unrelated"]),
        relatives=tuple(
            Kin(name=kin["name"], share=kin["share"], profile=_profile(kin["profile"]))
            for kin in facts["relatives"]
        ),
        same_a_row=facts["same_a_row"],
        relatives_a_row=facts["relatives_a_row"],
        thresholds=Thresholds(**facts["thresholds"]),
        fitted_on=facts["fitted_on"],
        quality=facts["quality"],
        approved_by=facts["approved_by"],
        frequencies=_frequencies(facts["frequencies"]),
    )


def _profile(named: Mapping[str, Mapping[str, float]]) -> Profile:
    return {name: _chances(levels, named[name]) for name, levels in FIELDS.items()}


def _chances(levels: type[IntEnum], named: Mapping[str, float]) -> np.ndarray[Any, Any]:
    if named.keys() != levels.__members__.keys():
        raise UnreadableModel(f"This model has other levels of {levels.__name__} than this code.")
    return np.array([named[level.name] for level in levels])


def _frequencies(facts: Mapping[str, Any]) -> Frequencies:
    kinds = facts["kinds"]
    return Frequencies(
        rows=facts["rows"],
        lift=facts["lift"],
        hashes={kind: np.frombuffer(b64decode(kinds[kind]["hashes"]), "<u8") for kind in KINDS},
        counts={
            kind: np.frombuffer(b64decode(kinds[kind]["counts"]), "<u4").astype(np.int64)
            for kind in KINDS
        },
    )

"""Rows as an authority keeps them or gets them on a list: six columns of text."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Text = NDArray[np.object_]


@dataclass(frozen=True, kw_only=True)
class Written:
    """Columns of equal length. Dates are ISO; what is missing is empty."""

    first: Text
    last: Text
    born: Text
    address: Text
    postcode: Text
    sex: Text

    def __len__(self) -> int:
        return len(self.first)

    def at(self, rows: NDArray[np.int64]) -> "Written":
        return Written(**{each.name: getattr(self, each.name)[rows] for each in fields(self)})

    def and_then(self, other: "Written") -> "Written":
        return Written(
            **{
                each.name: np.concatenate([getattr(self, each.name), getattr(other, each.name)])
                for each in fields(self)
            }
        )

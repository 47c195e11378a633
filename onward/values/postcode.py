"""The UK postcode."""

import re
from dataclasses import dataclass
from typing import Self

from onward.values.bad_value import BadValue

# The letters each place may hold are those of the Royal Mail format (BS 7666), plus the
# two that stand outside it: British Forces (BFPO and a number) and Girobank's GIR 0AA.
OUTWARD = "[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
ORDINARY = re.compile(rf"({OUTWARD})([0-9][ABD-HJLNP-UW-Z]{{2}})")
FORCES = re.compile(r"(BFPO)([0-9]{1,4})")
GIROBANK = re.compile(r"(GIR)(0AA)")
LEADING_ZEROS = re.compile(r"^(BFPO)0+(?=[0-9])")


class BadPostcode(BadValue):
    """A text that cannot be a UK postcode."""


@dataclass(frozen=True, order=True)
class Postcode:
    """A postcode in upper case with one blank before its inward part."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Normalise: "eh12ab" becomes "EH1 2AB", "bfpo057" becomes "BFPO 57".

        Checks the format only, not that the postcode exists. Raises BadPostcode.
        """
        packed = LEADING_ZEROS.sub(r"\1", "".join(text.split()).upper())
        for shape in (ORDINARY, FORCES, GIROBANK):
            if found := shape.fullmatch(packed):
                outward = found[1]
                return cls(f"{outward} {packed[len(outward) :]}")
        raise BadPostcode(
            "This is not the form of a UK postcode.",
            "Write it like EH1 2AB, or BFPO 57 for British Forces.",
        )

    @property
    def outward(self) -> str:
        """The part before the blank: the post town's district, or "BFPO"."""
        return self.text.split()[0]

    def __str__(self) -> str:
        return self.text

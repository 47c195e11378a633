"""Who is missed, by origin of name: measured on fictional towns, whose origins are known.

`python -m tests.bench matching` measures it again; docs/how-to/measure-the-matcher.md says how.
"""

from dataclasses import dataclass
from datetime import date

MEASURED_ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Measured:
    """Of the true links of names of one origin: how many, and the shares accepted and found.

    Found is accepted or shown to a person; what is left is missed.
    """

    origin: str
    links: int
    accepted: float
    found: float


BY_ORIGIN = (
    Measured("English", 11_266, 0.961, 0.996),
    Measured("Scottish or Irish", 776, 0.976, 0.996),
    Measured("Welsh", 352, 0.966, 1.0),
    Measured("African", 611, 0.969, 0.997),
    Measured("Arab, Kurdish or Turkish", 291, 0.955, 0.993),
    Measured("Bangladeshi", 547, 0.929, 0.991),
    Measured("Chinese or Vietnamese", 228, 0.921, 0.996),
    Measured("Indian", 614, 0.956, 0.997),
    Measured("Pakistani", 1_199, 0.939, 0.994),
    Measured("Polish", 574, 0.970, 0.997),
    Measured("Portuguese or Romanian", 217, 0.968, 1.0),
    Measured("Sikh", 440, 0.923, 0.984),
    Measured("Somali", 385, 0.951, 0.987),
)

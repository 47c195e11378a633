"""What the Data Protection Act 1998 called things, and what the law calls them now.

Texts of before 25 May 2018 speak of principles and of sensitive personal data. Source: 002, privacy
assessment, step 3, and memorandum, recital M; UK GDPR Articles 5, 9 and 10.
"""

from collections.abc import Mapping
from types import MappingProxyType

SENSITIVE: Mapping[str, str] = MappingProxyType(
    {
        "a": "Article 9: racial or ethnic origin",
        "b": "Article 9: political opinions",
        "c": "Article 9: religious or philosophical beliefs",
        "d": "Article 9: trade union membership",
        "e": "Article 9: health",
        "f": "Article 9: sex life",
        "g": "Article 10: criminal offences",
        "h": "Article 10: criminal convictions and proceedings",
    }
)
ADDED_SINCE = (
    "Article 9: genetic data",
    "Article 9: biometric data",
    "Article 9: sexual orientation",
)
PRINCIPLES: Mapping[int, tuple[str, ...]] = MappingProxyType(
    {
        1: ("Article 5(1)(a)", "Article 6", "Articles 9 and 10"),
        2: ("Article 5(1)(b)",),
        3: ("Article 5(1)(c)",),
        4: ("Article 5(1)(d)",),
        5: ("Article 5(1)(e)",),
        6: ("Articles 12 to 22",),
        7: ("Article 5(1)(f)", "Article 32"),
        8: ("Articles 44 to 49",),
    }
)

"""Evidence in words: what was compared, how it came out, and how strongly it speaks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.matching.explanation import (
    ANOTHER,
    RELATIVES,
    RIVALS,
    SAME,
    START,
    STRANGER,
    WHOLE_NAME,
    as_odds,
)

WHAT: Mapping[str, Promise] = {
    START: gettext_lazy("At the start, of anybody kept"),
    "first": gettext_lazy("First name"),
    "last": gettext_lazy("Surname"),
    "order": gettext_lazy("Names in their places"),
    "born": gettext_lazy("Date of birth"),
    "place": gettext_lazy("Where they live"),
    "sex": gettext_lazy("Sex"),
    WHOLE_NAME: gettext_lazy("How common the whole name is"),
    RELATIVES: gettext_lazy("It may be a relative"),
    RIVALS: gettext_lazy("Others fit as well"),
}
HOW: Mapping[str, Mapping[str, Promise]] = {
    "first": {
        "EQUAL": gettext_lazy("the same"),
        "HEAD": gettext_lazy("the first word is the same"),
        "ALIKE": gettext_lazy("a short form, another spelling or one sound"),
        "SLIP": gettext_lazy("one slip of the pen apart"),
        "WORD": gettext_lazy("one word in common"),
        "INITIAL": gettext_lazy("an initial or a beginning"),
        "CONFUSED": gettext_lazy("one letter apart, and both are names in use"),
        "NEAR": gettext_lazy("something alike"),
        "OTHER": gettext_lazy("another name"),
    },
    "last": {
        "EQUAL": gettext_lazy("the same"),
        "WORD": gettext_lazy("part of a longer name"),
        "ALIKE": gettext_lazy("another spelling or one sound"),
        "SLIP": gettext_lazy("one slip of the pen apart"),
        "GIVEN": gettext_lazy("it stands among the first names"),
        "NEAR": gettext_lazy("something alike"),
        "CUSTOM": gettext_lazy("another, where custom adds or leaves out a name"),
        "OTHER": gettext_lazy("another name"),
    },
    "order": {
        "STRAIGHT": gettext_lazy("each where it belongs"),
        "EXCHANGED": gettext_lazy("in each other's place"),
    },
    "born": {
        "EQUAL": gettext_lazy("the same day"),
        "TURNED": gettext_lazy("day and month changed round"),
        "DIGIT": gettext_lazy("one digit differs"),
        "PART": gettext_lazy("the day, the month or the year differs"),
        "JANUARY": gettext_lazy("the year agrees, and one is 1 January"),
        "YEAR": gettext_lazy("only the year agrees"),
        "OTHER": gettext_lazy("another day"),
        "GENERATION": gettext_lazy("a generation apart"),
    },
    "place": {
        "HOUSE": gettext_lazy("the same home"),
        "ADDRESS": gettext_lazy("the same door and street"),
        "POSTCODE": gettext_lazy("the same postcode"),
        "SECTOR": gettext_lazy("the same neighbourhood"),
        "DISTRICT": gettext_lazy("the same district"),
        "AREA": gettext_lazy("the same postcode area"),
        "OTHER": gettext_lazy("somewhere else"),
    },
    "sex": {"EQUAL": gettext_lazy("the same"), "DIFFERENT": gettext_lazy("not the same")},
}
NOT_KNOWN = gettext_lazy("not known on one side")
SHARES: Mapping[str, Promise] = {
    SAME: gettext_lazy("The same person"),
    "brother or sister": gettext_lazy("A brother or sister"),
    "twin": gettext_lazy("A twin"),
    "parent or child": gettext_lazy("A parent or child of one name"),
    STRANGER: gettext_lazy("Somebody unrelated"),
    ANOTHER: gettext_lazy("Another of the people shown"),
}
# In bits: from these on evidence speaks at all, clearly, and strongly.
AT_ALL, CLEARLY, STRONGLY = 0.5, 3.0, 7.0
LEAST_SHOWN = 0.005


@dataclass(frozen=True, kw_only=True)
class Step:
    """One piece of evidence as a line: how much it says, and the odds once it is counted."""

    what: str
    how: str
    weight: str
    odds: str


def steps_in_words(steps: Sequence[tuple[str, str, float]]) -> Iterator[Step]:
    """The waterfall from the odds at the start to the odds in the end."""
    total = 0.0
    for what, level, bits in steps:
        total += bits
        if what in (WHOLE_NAME, RELATIVES, RIVALS) and abs(bits) < AT_ALL:
            continue
        yield Step(
            what=str(WHAT[what]),
            how=str(HOW.get(what, {}).get(level, NOT_KNOWN)) if level else "",
            weight=_("Where it begins") if what == START else weight_in_words(bits),
            odds=odds_in_words(total),
        )


def weight_in_words(bits: float) -> str:
    """How strongly a piece of evidence speaks, and for or against."""
    if abs(bits) < AT_ALL:
        return _("Says nothing")
    times = f"{2 ** abs(bits):,.0f}"
    if abs(bits) >= STRONGLY:
        words = (
            _("Strongly for: %(times)s times")
            if bits > 0
            else _("Strongly against: %(times)s times")
        )
    elif abs(bits) >= CLEARLY:
        words = _("For: %(times)s times") if bits > 0 else _("Against: %(times)s times")
    else:
        words = (
            _("A little for: %(times)s times")
            if bits > 0
            else _("A little against: %(times)s times")
        )
    return words % {"times": times}


def odds_in_words(bits: float) -> str:
    return as_odds(bits)


def shares_in_words(shares: Mapping[str, float]) -> list[tuple[str, str]]:
    """Each explanation with its share, the likeliest first; the least likely are left out."""
    shown = sorted(shares.items(), key=lambda each: -each[1])
    return [(str(SHARES[name]), f"{share:.0%}") for name, share in shown if share >= LEAST_SHOWN]

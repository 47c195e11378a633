"""What screening has marked in a free text, in words: what it is, and what comes of leaving it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# After "looks like".
MARKS: Mapping[str, Promise] = {
    "NINO": _("a National Insurance number"),
    "TELEPHONE": _("a telephone number"),
    "EMAIL": _("an email address"),
    "POSTCODE": _("a postcode"),
    "BIRTH_DATE": _("a date of birth"),
    "NAME": _("a person's name"),
    "HEALTH": _("a word about health"),
    "OFFENCE": _("a word about an offence"),
    "CHILDREN": _("a word about children"),
    "IMMIGRATION": _("a word about immigration"),
    "RELIGION": _("a word about religion"),
    "ETHNICITY": _("a word about ethnic origin"),
    "ORIENTATION": _("a word about sexual orientation or gender"),
    "TRADE_UNION": _("a word about a trade union"),
}
_ASKED_FOR = _("They read something the law protects more, which they have not asked for.")
_NUMBER = _("They can look somebody up by it, or ring or write to somebody who never agreed.")
IF_LEFT: Mapping[str, Promise] = {
    "NINO": _("They can look somebody up by it in systems that this has nothing to do with."),
    "TELEPHONE": _NUMBER,
    "EMAIL": _NUMBER,
    "POSTCODE": _("They learn where somebody lives, and so may whoever they live with."),
    "BIRTH_DATE": _("With a name it is enough to pass for somebody else."),
    "NAME": _("They learn of somebody else, who does not know that you told them."),
    "OFFENCE": _("They read of an offence, which only a few may be told, and it stays with them."),
    "CHILDREN": _("They read about a child, who is owed more care than anybody."),
}


def if_left(kind: str) -> Promise:
    """What happens when whoever sends the text leaves it in."""
    return IF_LEFT.get(kind, _ASKED_FOR)

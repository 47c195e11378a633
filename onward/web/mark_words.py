"""What the screen of free texts has marked, in words that follow "looks like"."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MARKS: Mapping[str, Promise] = {
    "NINO": _("a National Insurance number"),
    "TELEPHONE": _("a telephone number"),
    "EMAIL": _("an email address"),
    "POSTCODE": _("a postcode"),
    "HEALTH": _("a word about health"),
    "OFFENCE": _("a word about an offence"),
}

"""What the statement says of something given once, outside every agreement: why, and to whom."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from onward.agreements.bases import bases, conditions
from onward.agreements.one_off_grounds import one_off_grounds
from onward.disclosures.giving_once import words_of
from onward.disclosures.models import OneOff

ONE_OFF = "one_off"


def named_elsewhere(leaves: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Who was given something without being on Onward, by one-off authority, in its giver's words.

    Empty where the words were erased; not there for whoever may not see them.
    """
    told = {leaf["about"][ONE_OFF] for leaf in leaves if ONE_OFF in leaf["about"]}
    rows = OneOff.objects.filter(pk__in=map(UUID, told), recipient=None) if told else ()
    return {str(row.pk): words_of(row).get("who", "") for row in rows}


def recipient_of(leaf: Mapping[str, Any], elsewhere: Mapping[str, str]) -> str:
    """The recipient that no register names."""
    return elsewhere.get(leaf["about"][ONE_OFF], "") or _("Somebody who is not on Onward")


def ground_of(leaf: Mapping[str, Any]) -> str:
    known = one_off_grounds()
    code = str(leaf["about"].get("ground", ""))
    return str(known[code].title) if code in known else code


def relied_on(leaf: Mapping[str, Any]) -> Iterator[str]:
    """The titles of the basis and the conditions that the giver relied on."""
    return titles_of(leaf["about"].get("law", []))


def titles_of(codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        if law := bases().get(code) or conditions().get(code):
            yield law.title

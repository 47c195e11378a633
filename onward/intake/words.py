"""What a landed file does, in words."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

EFFECTS: Mapping[str, Promise] = {
    "referred": _("People referred to %(name)s"),
    "changed": _("Referrals to %(name)s sent again with what has changed"),
    "same_version": _("Referrals to %(name)s whose new version changes nothing"),
    "opened": _("New records"),
    "found": _("Records that you hold already"),
    "acknowledged": _("Referrals acknowledged"),
    "started": _("Starts recorded"),
    "ended": _("Ends recorded"),
    "jobs": _("Jobs recorded"),
    "weeks": _("Weeks of work recorded"),
    "outcome": _("Outcomes achieved: %(name)s"),
    "paid": _("Payments confirmed"),
    "rejected": _("Payments rejected by the finance system"),
    "reported": _("Lines of run %(name)s reported"),
    "begun": _("Activities begun"),
    "left": _("Activities ended, what follows not known"),
    "confirmed": _("Activities confirmed"),
    "end_assumed": _("Expected ends taken as the end of the academic year"),
    "checked": _("Young people of the list whom you follow"),
    "likely_change": _("Young people whose activity has probably changed"),
    "places": _("Postcodes of a new version"),
    "addresses": _("Addresses of a new version of the gazetteer"),
    "followed": _("Young people followed from now on"),
    "left_out": _("Young people of whom the school may tell no more than the basics"),
    "items": _("Items of young people brought up to date"),
    "return_errors": _("Errors put on the list of fixes of the return that was sent last"),
    "activities_told": _("Activities told"),
    "words_kept": _("Contacts and notes kept as they stood in the old system"),
    "unchanged": _("Rows that you sent before, which change nothing"),
}


def effect_in_words(effect: Iterable[Sequence[object]]) -> list[str]:
    """One line for each thing a file does, with how many: what was kept with its landing.

    Counts of single fields are no effect; a report of their own tells them.
    """
    return [
        gettext("%(what)s: %(count)s")
        % {"what": EFFECTS[str(code)] % {"name": name}, "count": f"{count:,}"}
        for code, name, count in effect
        if code in EFFECTS
    ]

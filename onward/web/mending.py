"""Which page changes what stands against an act: for whoever may open it."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onward.parties.models import Staff
from onward.web.access import address

PROVIDERS = (_("Providers: record an accreditation or a security plan"), "commissioner:providers")
AGREEMENTS = (_("Agreements: sign, decide, put on file"), "governance:agreements")
PAGES: Mapping[str, tuple[Promise | str, str]] = {
    "ACCREDITATION_MISSING": PROVIDERS,
    "SECURITY_PLAN": PROVIDERS,
    "OFFSHORE": PROVIDERS,
    "NO_AGREEMENT": AGREEMENTS,
    "NOT_SIGNED": AGREEMENTS,
    "NOT_DECIDED": AGREEMENTS,
    "NO_REPRESENTATIVE": AGREEMENTS,
    "PAPER_MISSING": AGREEMENTS,
    "NOT_APPROVED": AGREEMENTS,
}


def pages_to_mend(refusals: Iterable[Mapping[str, str]], *, staff: Staff) -> list[tuple[str, str]]:
    """Text and address of each page that this member of staff can mend these reasons on."""
    pages = dict.fromkeys(PAGES[row["code"]] for row in refusals if row["code"] in PAGES)
    found = ((str(text), address(name, staff=staff)) for text, name in pages)
    return [(text, url) for text, url in found if url]

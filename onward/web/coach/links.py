"""Where a member of staff may go: an address only if the page is there and opens to them."""

from typing import Any

from django.urls import NoReverseMatch, resolve, reverse

from onward.parties.models import Staff
from onward.web.access import may_open


def link(name: str, staff: Staff, **kwargs: Any) -> str:
    """The address of this page, or nothing when it is not built or not for them."""
    try:
        url = reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""
    return url if may_open(resolve(url).func, staff) else ""

"""Pages that several audiences share: each stands under every audience's own address."""

from onward.web.access import StaffRequest


def audience_of(request: StaffRequest) -> str:
    """The audience whose page asks: "coach", "provider", "finance"."""
    return request.resolver_match.namespace if request.resolver_match else ""


def page_here(request: StaffRequest, name: str) -> str:
    """The full name of this page, for the audience whose page asks."""
    return f"{audience_of(request)}:{name}"

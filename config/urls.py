"""Where each page is. /healthz and /readyz are answered before these: onward/web/health.py."""

from django.urls import URLPattern, URLResolver, include, path

from onward.web.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("onward.web.sign_in.urls")),
    path("coach/", include("onward.web.coach.urls")),
    path("provider/", include("onward.web.provider.urls")),
    path("tracking/", include("onward.web.tracking.urls")),
    path("commissioner/", include("onward.web.commissioner.urls")),
    path("finance/", include("onward.web.finance.urls")),
    path("governance/", include("onward.web.governance.urls")),
    path("email/", include("onward.web.email.urls")),
    path("accounts/", include("onward.web.accounts.urls")),
    path("", include("onward.web.participant.urls")),
]

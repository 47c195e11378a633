"""Where the pages about contracts, providers and figures are."""

from django.urls import URLPattern, path

from onward.web.commissioner import (
    cancellations,
    contracts,
    figures,
    home,
    opportunities,
    providers,
    security_plans,
    terms,
)

app_name = "commissioner"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("contracts/", contracts.listed, name="contracts"),
    path("contracts/new", contracts.new, name="new-contract"),
    path("contracts/<uuid:contract_id>/", contracts.one, name="contract"),
    path("contracts/<uuid:contract_id>/approval", contracts.approval, name="approval"),
    path("contracts/<uuid:contract_id>/prices", terms.price, name="new-price"),
    path("contracts/<uuid:contract_id>/bank-details", terms.bank, name="new-bank-details"),
    path("contracts/<uuid:contract_id>/opportunities", opportunities.new, name="new-opportunity"),
    path(
        "contracts/<uuid:contract_id>/bank-details/<uuid:details_id>/approval",
        terms.bank_approval,
        name="bank-approval",
    ),
    path(
        "opportunities/<uuid:opportunity_id>/publication",
        opportunities.publication,
        name="publication",
    ),
    path(
        "opportunities/<uuid:opportunity_id>/withdrawal",
        opportunities.withdrawal,
        name="withdrawal",
    ),
    path("providers/", providers.listed, name="providers"),
    path("providers/<int:provider_id>/accreditations", providers.accreditation, name="accredit"),
    path("providers/<int:provider_id>/security-plan", security_plans.review, name="security-plan"),
    path("accreditations/<int:accreditation_id>/notice", providers.notice, name="notice"),
    path("cancellations/", cancellations.listed, name="cancellations"),
    path(
        "cancellations/<uuid:referral_id>/agreement", cancellations.agreement, name="agree-cancel"
    ),
    path("cancellations/<uuid:referral_id>/refusal", cancellations.refusal, name="decline-cancel"),
    path("figures/", figures.figures, name="figures"),
    path("figures/file", figures.file, name="figures-file"),
]

"""Where the pages about money are."""

from django.urls import URLPattern, path

from onward.web import uploads
from onward.web.finance import (
    balance,
    checks,
    claims,
    clerical,
    payfiles,
    reconciling,
    rejected,
    runs,
    signing,
    validation_reports,
)

app_name = "finance"
urlpatterns: list[URLPattern] = [
    path("runs/", runs.listed, name="runs"),
    path("runs/new", runs.new, name="new-run"),
    path("runs/<uuid:run_id>/", runs.one, name="run"),
    path("runs/<uuid:run_id>/lines", runs.lines, name="lines"),
    path("runs/<uuid:run_id>/call-off", runs.call_off, name="call-off"),
    path("runs/<uuid:run_id>/signatures", signing.signatures, name="signatures"),
    path("runs/<uuid:run_id>/payfile", payfiles.payfile, name="payfile"),
    path("runs/<uuid:run_id>/payfile-report", payfiles.report, name="payfile-report"),
    path("runs/<uuid:run_id>/differences", reconciling.differences, name="reconcile"),
    path("runs/<uuid:run_id>/reconciliation", reconciling.reconciliation, name="reconciliation"),
    path("runs/<uuid:run_id>/lines-set-aside", reconciling.set_aside_line, name="set-aside"),
    path("checks/", checks.listed, name="checks"),
    path("checks/rounds", checks.rounds, name="check-rounds"),
    path("claims/<uuid:claim_id>/", claims.one, name="claim"),
    path("claims/<uuid:claim_id>/price", claims.price, name="claim-price"),
    path("rejected/", rejected.listed, name="rejected"),
    path("rejected/again", rejected.again, name="reissue"),
    path("validation-reports/", validation_reports.reports, name="validation-reports"),
    path("clerical/", clerical.register, name="clerical"),
    path("clerical/new", clerical.new, name="new-clerical"),
    path("clerical/<uuid:payment_id>/approval", clerical.approval, name="clerical-approval"),
    path("clerical/<uuid:payment_id>/payment", clerical.payment, name="clerical-payment"),
    path("balance/", balance.balance, name="balance"),
    *uploads.urlpatterns,
]

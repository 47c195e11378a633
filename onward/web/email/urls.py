"""Where the pages of the e-mail route are. Switched off, none of them is there."""

from django.urls import URLPattern, path

from onward.web.email import astray, chain, home, outages, permissions, received, sending

app_name = "email"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("permissions/new", permissions.asking, name="ask"),
    path("permissions/<uuid:permission_id>", permissions.permitting, name="permit"),
    path("permissions/<uuid:permission_id>/end", permissions.revoking, name="revoke"),
    path("permissions/<uuid:permission_id>/letter", permissions.letter, name="letter"),
    path("exemptions/new", permissions.exempting, name="exempt"),
    path("subcontractors/new", chain.listing, name="list"),
    path("subcontractors/<uuid:line_id>/start", chain.starting, name="start"),
    path("subcontractors/<uuid:line_id>/withdrawal", chain.withdrawing, name="withdraw"),
    path("subcontractors/<uuid:line_id>/end", chain.ending, name="end"),
    path("inboxes/new", chain.designating, name="designate"),
    path("inboxes/<uuid:pair_id>/agreement", chain.agreeing, name="agree"),
    path("inboxes/<uuid:pair_id>/end", chain.unpairing, name="unpair"),
    path("outages/new", outages.declaring, name="declare"),
    path("outages/<uuid:outage_id>/works", outages.working, name="works"),
    path("outages/<uuid:outage_id>/notice", outages.resuming, name="resume"),
    path("received/", received.received, name="received"),
    path("received/<uuid:mail_id>", received.one, name="one"),
    path("received/<uuid:mail_id>/done", received.acted_on, name="done"),
    path("received/<uuid:mail_id>/told", received.told, name="told"),
    path("received/<uuid:mail_id>/removal", received.discarded, name="discard"),
    path("people/<uuid:record_id>/forms", sending.choices, name="forms"),
    path("people/<uuid:record_id>/forms/<str:process>", sending.sending, name="send"),
    path("sent/<uuid:sent_id>/astray", astray.finding, name="astray"),
    path("astray/<uuid:astray_id>/<str:what>", astray.step, name="step"),
    path("breaches/<uuid:assessment_id>", astray.assessing, name="assess"),
]

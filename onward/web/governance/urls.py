"""Where the pages for data protection officers are."""

from django.urls import URLPattern, path

from onward.parties.permissions import Permission
from onward.web.governance import (
    agreement_acts,
    agreements,
    disclosures,
    drawing_up,
    home,
    inspections,
    ledger,
    memoranda,
    notices,
    once,
    people,
    stopping,
    together,
    trained,
    unknown,
    withholding,
)
from onward.web.matching.urls import about_matching
from onward.web.records.urls import find_page

app_name = "governance"


def stopping_pages(stopped: str) -> list[URLPattern]:
    """What a person has stopped, and who may see her record."""
    one_objection, one_restriction = "objections/<int:objection_id>", "use/<int:restriction_id>"
    return [
        path(stopped, stopping.stopped, name="stopped"),
        path(f"{stopped}objections/new", stopping.objection, name="objection-new"),
        path(
            f"{stopped}{one_objection}/decision",
            stopping.objection_decision,
            name="objection-decision",
        ),
        path(f"{stopped}use/new", stopping.restriction, name="restriction-new"),
        path(
            f"{stopped}{one_restriction}/warning",
            stopping.restriction_warning,
            name="restriction-warning",
        ),
        path(f"{stopped}{one_restriction}/end", stopping.restriction_end, name="restriction-end"),
        path(f"{stopped}sight", stopping.who_may_see, name="who-may-see"),
        path(f"{stopped}sight/end", stopping.seen_by_all, name="seen-by-all"),
    ]


urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    *about_matching,
    find_page(Permission.SEE_DISCLOSURES),
    path("people/<uuid:record_id>/", people.person, name="person"),
    path("people/<uuid:record_id>/sharing", people.sharing, name="sharing"),
    *stopping_pages("people/<uuid:record_id>/stopped/"),
    path(
        "people/<uuid:record_id>/lines/<uuid:entry_id>/withholding",
        withholding.withholding,
        name="withholding",
    ),
    path("withholdings/<uuid:withholding_id>/end", withholding.end, name="withholding-end"),
    path("notices/", notices.listed, name="notices"),
    path("notices/<slug:programme>/new", notices.new, name="new-notice"),
    path("notices/<uuid:notice_id>/", notices.one, name="notice"),
    path("notices/<uuid:notice_id>/publication", notices.publication, name="notice-publication"),
    path("disclosures/", disclosures.listed, name="disclosures"),
    path("disclosures/<uuid:disclosure_id>/", disclosures.one, name="disclosure"),
    path("entries/<uuid:entry_id>/proofs", disclosures.proof, name="proof"),
    path("unknown-sends/", unknown.listed, name="unknown"),
    path("unknown-sends/<uuid:disclosure_id>/settlement", unknown.settlement, name="settlement"),
    path("unknown-sends/<uuid:disclosure_id>/second-send", unknown.second, name="second-send"),
    path("not-together/", together.listed, name="not-together"),
    path("once/", once.listed, name="one-offs"),
    path("once/<uuid:one_off_id>/", once.one, name="one-off"),
    path("trained/", trained.listed, name="trained"),
    path("trained/<int:trained_id>/end", trained.ending, name="training-end"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/heads", ledger.heads, name="heads"),
    path("ledger/heads/newest", ledger.newest_head, name="newest-head"),
    path("ledger/comparisons", ledger.comparison, name="comparison"),
    path("ledger/scripts/<str:name>", ledger.script, name="script"),
    path("ledger/verifications", ledger.verifications, name="verifications"),
    path("agreements/", agreements.listed, name="agreements"),
    path("memoranda/", memoranda.memoranda, name="memoranda"),
    path("organisations/", memoranda.organisations, name="organisations"),
    path("agreements/new", drawing_up.texts, name="agreement-texts"),
    path("agreements/new/<slug:standard>", drawing_up.drawing_up, name="agreement-new"),
    path("agreements/<uuid:agreement_id>/", agreements.one, name="agreement"),
    path("inspections/", inspections.listed, name="inspections"),
    path("inspections/new", inspections.asking, name="inspection-ask"),
    path("inspections/<uuid:inspection_id>/papers", inspections.papers, name="inspection"),
    path(
        "inspections/<uuid:inspection_id>/permission",
        inspections.permission,
        name="inspection-permit",
    ),
    path("inspections/<uuid:inspection_id>/end", inspections.ending, name="inspection-end"),
    path("agreements/<uuid:agreement_id>/signature", agreements.signature, name="signature"),
    path("agreements/<uuid:agreement_id>/end", agreements.ending, name="agreement-end"),
    path(
        "agreements/<uuid:agreement_id>/findings/<int:finding_id>/decision",
        agreement_acts.decision,
        name="decision",
    ),
    path("agreements/<uuid:agreement_id>/contacts/new", agreement_acts.contact, name="contact-new"),
    path("agreements/<uuid:agreement_id>/papers/new", agreement_acts.paper, name="paper-new"),
    path("agreements/<uuid:agreement_id>/disputes/new", agreement_acts.dispute, name="dispute-new"),
    path(
        "agreements/<uuid:agreement_id>/disputes/<int:dispute_id>/settlement",
        agreement_acts.dispute_settled,
        name="dispute-settlement",
    ),
    path(
        "agreements/<uuid:agreement_id>/register-entry",
        memoranda.register_entry_file,
        name="register-entry",
    ),
    path("agreements/<uuid:agreement_id>/breach", agreement_acts.breach, name="breach"),
    path(
        "agreements/<uuid:agreement_id>/approvals/new", agreement_acts.approval, name="approval-new"
    ),
    path(
        "agreements/<uuid:agreement_id>/parties/<int:processor_id>/instruction",
        agreement_acts.instruction,
        name="instruction",
    ),
]

"""Where the pages for a local authority's tracking advisers are."""

from django.urls import URLPattern, path

from onward.parties.permissions import Permission
from onward.web import uploads
from onward.web.matching.urls import urlpatterns as about_matches
from onward.web.records.urls import PERSON, find_page
from onward.web.records.urls import urlpatterns as about_people
from onward.web.tracking import (
    activities,
    adding,
    asked,
    asking,
    bulk,
    calls,
    cohort,
    contacts,
    documents,
    figures,
    home,
    list_settings,
    messages,
    new_activity,
    old_system,
    one,
    person,
    return_acts,
    returns,
    session_people,
    sessions,
    siblings,
)

app_name = "tracking"
CALL = "calls/<uuid:record_id>/"
REQUEST = "requests/<uuid:request_id>/"
DOCUMENT = f"{PERSON}documents/<uuid:document_id>"
RETURN = "returns/<uuid:return_id>/"
SESSION = "sessions/<uuid:session_id>/"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    find_page(Permission.ASK_FOR_DATA),
    path("people/new", adding.add, name="add"),
    path(PERSON, person.person, name="person"),
    path(f"{PERSON}activity", activities.tell, name="activity"),
    path(f"{PERSON}activity/confirmation", activities.confirmation, name="activity-confirmation"),
    path(f"{PERSON}activity/undoing", activities.undoing, name="activity-undoing"),
    path(f"{PERSON}following", activities.follow, name="follow"),
    path(f"{PERSON}leaving", activities.leaving, name="leaving"),
    path(f"{PERSON}coming-back", activities.coming_back, name="coming-back"),
    path(f"{PERSON}contacts/new", contacts.note, name="contact-noted"),
    path("contacts/<uuid:contact_id>/undo", contacts.undo, name="contact-undo"),
    path(f"{PERSON}siblings", siblings.siblings, name="siblings"),
    path("young-people/", cohort.cohort, name="cohort"),
    path("young-people/allocation", cohort.allocation, name="allocation"),
    path("young-people/archive", cohort.archive, name="archive"),
    path("young-people/restoration", cohort.restoration, name="restoration"),
    path("figures/", figures.figures, name="figures"),
    path("figures/people", figures.people, name="figure-people"),
    path("young-people/message", messages.message, name="message"),
    path("young-people/activity", bulk.bulk, name="bulk"),
    path("young-people/activity/<uuid:act>/", bulk.done, name="bulk-done"),
    path("young-people/activity/<uuid:act>/undo", bulk.undo, name="bulk-undo"),
    path("requests/", asked.listed, name="requests"),
    path("calls/", calls.calls, name="calls"),
    path("calls/next", calls.call_next, name="call-next"),
    path("calls/undo/<uuid:contact_id>", calls.undo, name="call-undo"),
    path(CALL, calls.call, name="call"),
    path(f"{CALL}outcome", calls.outcome, name="call-outcome"),
    path(f"{CALL}activity", new_activity.new_activity, name="call-activity"),
    path("requests/new", asking.asking, name="ask"),
    path(REQUEST, one.one, name="request"),
    path(f"{REQUEST}withdrawal", one.withdrawal, name="withdrawal"),
    path(f"{REQUEST}update", one.update, name="update"),
    path(f"{REQUEST}contact", one.contact, name="contact"),
    path(f"{REQUEST}closure", one.closure, name="closure"),
    path(f"{REQUEST}deletion", one.deletion, name="deletion"),
    path("returns/", returns.months, name="returns"),
    path("returns/new", return_acts.check, name="return-check"),
    path(RETURN, returns.one, name="return"),
    path(f"{RETURN}fixes", returns.fixes, name="return-fixes"),
    path(f"{RETURN}sending", return_acts.send, name="return-sending"),
    path(f"{RETURN}answer", return_acts.settle, name="return-answer"),
    path(f"{RETURN}comparison", return_acts.comparison, name="return-comparison"),
    path(f"{RETURN}file", return_acts.file, name="return-file"),
    path(f"{PERSON}old-system", old_system.old_words, name="old-words"),
    path("uploads/old-system/", old_system.old_system, name="old-system"),
    path("uploads/lists/<slug:feed>/", list_settings.list_settings, name="list-settings"),
    *about_matches,
    path("sessions/", sessions.listed, name="sessions"),
    path("sessions/new", sessions.new, name="new-session"),
    path(SESSION, sessions.one, name="session"),
    path(f"{SESSION}attendance", sessions.attendance, name="session-attendance"),
    path(f"{SESSION}people/<uuid:record_id>/removal", sessions.removal, name="session-removal"),
    path(f"{SESSION}somebody", session_people.somebody, name="session-somebody"),
    path(f"{SESSION}unnamed", sessions.unnamed, name="session-unnamed"),
    path(f"{PERSON}documents/new", documents.new, name="new-document"),
    path(DOCUMENT, documents.one, name="document"),
    path(f"{DOCUMENT}/removal", documents.removal, name="document-removal"),
    *about_people,
    *uploads.urlpatterns,
]

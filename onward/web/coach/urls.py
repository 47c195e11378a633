"""Where the pages for work coaches are."""

from django.urls import URLPattern, path

from onward.parties.permissions import Permission
from onward.web import uploads
from onward.web.coach import (
    adding,
    clerical,
    data_release,
    data_requests,
    discussion,
    home,
    offers,
    officer,
    person,
    plans,
    refer,
    replies,
    sharing,
)
from onward.web.records.urls import PERSON, find_page
from onward.web.records.urls import urlpatterns as about_people

app_name = "coach"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    find_page(Permission.REFER),
    path("people/new", adding.add, name="add"),
    path(PERSON, person.person, name="person"),
    path(f"{PERSON}discussion", discussion.discussion, name="discussion"),
    path(f"{PERSON}offers/", offers.offers, name="offers"),
    path(f"{PERSON}offers/<uuid:opportunity_id>/referral", refer.check, name="check"),
    path(f"{PERSON}sharing/<uuid:disclosure_id>/", sharing.shared, name="shared"),
    path(f"{PERSON}sharing/<uuid:disclosure_id>/proof", sharing.proof, name="proof"),
    path(f"{PERSON}form-sl2", clerical.paper, name="paper"),
    path("in-person/", officer.in_person, name="in-person"),
    path("in-person/<uuid:task_id>/completion", officer.dealt_with, name="dealt-with"),
    path("on-paper/", clerical.register, name="clerical"),
    path("referrals/", replies.replies, name="replies"),
    path("referrals/<uuid:referral_id>/", refer.sent, name="sent"),
    path("referrals/<uuid:referral_id>/withdrawal", replies.withdrawal, name="withdrawal"),
    path("plans/<uuid:fact_id>/", plans.plan, name="plan"),
    path("plans/<uuid:fact_id>/completion", plans.done, name="plan-done"),
    path("requests/", data_requests.listed, name="data-requests"),
    path("requests/<uuid:request_id>/", data_requests.one, name="data-request"),
    path("requests/<uuid:request_id>/refusal", data_requests.refusal, name="data-refusal"),
    path(
        "requests/<uuid:request_id>/people/<uuid:record_id>",
        data_release.decision,
        name="data-release",
    ),
    *about_people,
    *uploads.urlpatterns,
]

"""Where the pages for work coaches are."""

from django.urls import URLPattern, path

from onward.web import uploads
from onward.web.coach import (
    about_person,
    adding,
    changing,
    find,
    home,
    offers,
    person,
    plans,
    questions,
    refer,
    replies,
    sharing,
)

app_name = "coach"
PERSON = "people/<uuid:record_id>/"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("people/", find.find, name="find"),
    path("people/new", adding.add, name="add"),
    path(PERSON, person.person, name="person"),
    path(f"{PERSON}national-insurance-number", about_person.nino, name="nino"),
    path(f"{PERSON}changes/<slug:section>", changing.change, name="change"),
    path(f"{PERSON}discussion", about_person.discussion, name="discussion"),
    path(f"{PERSON}consents", about_person.consents, name="consents"),
    path(f"{PERSON}death", about_person.death, name="death"),
    path(f"{PERSON}offers/", offers.offers, name="offers"),
    path(f"{PERSON}offers/<uuid:opportunity_id>/referral", refer.check, name="check"),
    path(f"{PERSON}sharing/<uuid:disclosure_id>/", sharing.shared, name="shared"),
    path(f"{PERSON}sharing/<uuid:disclosure_id>/proof", sharing.proof, name="proof"),
    path("referrals/", replies.replies, name="replies"),
    path("referrals/<uuid:referral_id>/", refer.sent, name="sent"),
    path("referrals/<uuid:referral_id>/withdrawal", replies.withdrawal, name="withdrawal"),
    path("plans/<uuid:fact_id>/", plans.plan, name="plan"),
    path("plans/<uuid:fact_id>/completion", plans.done, name="plan-done"),
    path("questions/<int:question_id>/", questions.question, name="question"),
    *uploads.urlpatterns,
]

"""Where the pages for providers are."""

from django.urls import URLPattern, path

from onward.parties.permissions import Permission
from onward.web import uploads
from onward.web.provider import (
    caseload,
    claims,
    home,
    new,
    onward_sharing,
    people,
    plans,
    replies,
    work,
)
from onward.web.records.urls import find_page
from onward.web.records.urls import urlpatterns as about_people

app_name = "provider"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("new/", new.new, name="new"),
    path("new/check", new.check, name="check"),
    path("new/acknowledgements", new.acknowledge, name="acknowledgements"),
    path("caseload/", caseload.caseload, name="caseload"),
    find_page(Permission.KEEP_CASE, Permission.REPLY_TO_REFERRAL),
    path("people/<uuid:record_id>", people.person, name="person"),
    path("people/<uuid:record_id>/sharing", people.sharing, name="sharing"),
    path("people/<uuid:record_id>/onward", onward_sharing.passing_on, name="pass-on"),
    path(
        "referrals/<uuid:referral_id>/acknowledgement", replies.acknowledge, name="acknowledgement"
    ),
    path("referrals/<uuid:referral_id>/rejection", replies.reject, name="rejection"),
    path(
        "referrals/<uuid:referral_id>/cancellation", replies.ask_cancellation, name="cancellation"
    ),
    path("referrals/<uuid:referral_id>/non-start", replies.did_not_start, name="non-start"),
    path("referrals/<uuid:referral_id>/start", replies.start, name="start"),
    path("referrals/<uuid:referral_id>/exit", replies.end, name="exit"),
    path("referrals/<uuid:referral_id>/deletion", replies.confirm_deletion, name="deletion"),
    path("referrals/<uuid:referral_id>/jobs", work.jobs, name="jobs"),
    path("referrals/<uuid:referral_id>/jobs/new", work.add_job, name="job"),
    path("referrals/<uuid:referral_id>/leavers-plan", plans.plan, name="plan"),
    path("jobs/<uuid:job_id>", work.correct_job, name="correct-job"),
    path("jobs/<uuid:job_id>/weeks", work.weeks, name="weeks"),
    path("claims/", claims.claims, name="claims"),
    path("claims/new", claims.claim, name="claim-outcomes"),
    path("claims/<uuid:claim_id>", claims.one_claim, name="claim"),
    *about_people,
    *uploads.urlpatterns,
]

"""Pages about one person that coaches and providers share: each includes them under its name."""

from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from onward.parties.permissions import Permission
from onward.web.access import requires
from onward.web.records import (
    changes,
    consents,
    contact,
    deaths,
    introductions,
    kinds,
    mentioned,
    number,
    once,
    questions,
)
from onward.web.records.find import find

PERSON = "people/<uuid:record_id>/"
urlpatterns: list[URLPattern] = [
    path(f"{PERSON}national-insurance-number", number.nino, name="nino"),
    path(f"{PERSON}changes/<slug:section>", changes.change, name="change"),
    path(f"{PERSON}consents", consents.consents, name="consents"),
    path(f"{PERSON}contact", contact.withheld, name="contact-withheld"),
    path(f"{PERSON}introductions", introductions.introductions, name="introductions"),
    path(
        f"{PERSON}introductions/<int:introduction_id>/notice",
        introductions.notice,
        name="introduction-notice",
    ),
    path(f"{PERSON}death", deaths.death, name="death"),
    path(f"{PERSON}kind", kinds.kind, name="kind"),
    path(f"{PERSON}once", once.give, name="once"),
    path(f"{PERSON}once/<uuid:disclosure_id>", once.given, name="given-once"),
    path(f"{PERSON}interest", once.interest, name="interest"),
    path(f"{PERSON}mentioned", mentioned.listed, name="mentioned"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<int:question_id>/", questions.question, name="question"),
]


def find_page(*permissions: Permission) -> URLPattern:
    """The page for finding a person, for an audience whose staff have one of these permissions."""
    view = require_http_methods(["GET", "HEAD", "POST"])(requires(*permissions)(find))
    return path("people/", view, name="find")

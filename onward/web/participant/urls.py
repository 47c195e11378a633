"""Where the pages for participants are, and the one from which staff invite them.

What begins with participant/ never acts for an organisation (onward/web/acting.py), so the
page for staff stands elsewhere.
"""

from django.urls import URLPattern, path

from onward.web.participant import entering, invite, languages, statement

app_name = "participant"
urlpatterns: list[URLPattern] = [
    path("participant/open/<str:token>", entering.enter, name="enter"),
    path("participant/code", entering.code, name="code"),
    path("participant/stay", entering.stay, name="stay"),
    path("participant/leave", entering.leave, name="leave"),
    path("participant/language/<str:language>", languages.choose, name="language"),
    path("participant/left", entering.left, name="left"),
    path("participant/statement", statement.page, name="statement"),
    path("participant/statement.pdf", statement.as_pdf, name="statement-pdf"),
    path("participant/statement.json", statement.as_json, name="statement-json"),
    path("participant/statement-proofs.zip", statement.proofs, name="statement-proofs"),
    path("people/<uuid:record_id>/invitation", invite.invite, name="invite"),
]

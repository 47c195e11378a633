"""Where an organisation's accounts are kept."""

from django.urls import URLPattern, path

from onward.web.accounts import accounts, deceased

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("", accounts.listed, name="accounts"),
    path("deceased/", deceased.find, name="deceased"),
    path("deceased/<uuid:record_id>/", deceased.one, name="deceased-record"),
    path("new", accounts.new, name="new"),
    path("<int:staff_id>/", accounts.one, name="account"),
    path("<int:staff_id>/closing", accounts.closing, name="closing"),
    path("<int:staff_id>/opening", accounts.opening, name="opening"),
    path("<int:staff_id>/link", accounts.link, name="link"),
]

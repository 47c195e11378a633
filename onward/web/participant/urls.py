"""Where the pages for participants themselves are."""

from django.urls import URLPattern

app_name = "participant"
urlpatterns: list[URLPattern] = []

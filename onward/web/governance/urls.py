"""Where the pages for data protection officers are."""

from django.urls import URLPattern

app_name = "governance"
urlpatterns: list[URLPattern] = []

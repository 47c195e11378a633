"""Where the pages for providers are."""

from django.urls import URLPattern

app_name = "provider"
urlpatterns: list[URLPattern] = []

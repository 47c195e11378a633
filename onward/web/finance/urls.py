"""Where the pages for finance officers and signers are."""

from django.urls import URLPattern

app_name = "finance"
urlpatterns: list[URLPattern] = []

"""Where the pages for commissioners and their operations teams are."""

from django.urls import URLPattern

app_name = "commissioner"
urlpatterns: list[URLPattern] = []

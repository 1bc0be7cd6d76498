"""Addresses of this room."""

from django.urls.resolvers import URLPattern

app_name = "coursework"
urlpatterns: list[URLPattern] = []

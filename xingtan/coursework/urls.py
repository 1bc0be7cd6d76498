"""Addresses of this room."""

from django.urls import URLPattern

app_name = "coursework"
urlpatterns: list[URLPattern] = []

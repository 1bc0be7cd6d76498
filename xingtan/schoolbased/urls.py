"""Addresses of this room."""

from django.urls import URLPattern

app_name = "schoolbased"
urlpatterns: list[URLPattern] = []

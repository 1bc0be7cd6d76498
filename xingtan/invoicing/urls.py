"""Addresses of this room."""

from django.urls import URLPattern

app_name = "invoicing"
urlpatterns: list[URLPattern] = []

"""Addresses of the enrolment room."""

from django.urls import path

from xingtan.enrolment import views

app_name = "enrolment"

urlpatterns = [path("", views.index, name="index")]

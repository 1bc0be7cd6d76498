"""Addresses of study."""

from django.urls import path

from xingtan.study.views import lessons as views
from xingtan.study.views import notes, packages, patterns, presence

app_name = "study"
urlpatterns = [
    path("", views.home, name="home"),
    path("patterns/", patterns.patterns, name="patterns"),
    path("patterns/<str:pattern>/", patterns.pattern, name="pattern"),
    path("sittings/<str:learner>/", patterns.sittings, name="sittings"),
    path("presence/", presence.question, name="presence"),
    path("progress", views.progress, name="progress"),
    path("lessons/<str:lesson>/", views.lesson, name="lesson"),
    path("lessons/<str:lesson>/play", views.play, name="play"),
    path("lessons/<str:lesson>/finish", views.finish, name="finish"),
    path("lessons/<str:lesson>/parts/open", packages.open_part, name="open_part"),
    path("lessons/<str:lesson>/parts/report", packages.report, name="report_part"),
    path("lessons/<str:lesson>/evidence", views.evidence, name="evidence"),
    path("lessons/<str:lesson>/notes", notes.keep, name="keep_note"),
    path("courses/<str:course>/notes/", notes.of_course, name="notes"),
    path("courses/<str:course>/notes.txt", notes.as_file, name="notes_file"),
]

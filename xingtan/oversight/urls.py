"""The addresses of oversight."""

from django.urls import path

from xingtan.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.index, name="index"),
    path("refresh/", views.refresh, name="refresh"),
    path("readiness/", views.readiness, name="readiness"),
    path("readiness/<str:division>/", views.readiness_division, name="readiness_division"),
    path("registration/", views.registration, name="registration"),
    path("registration/counties/", views.counties, name="counties"),
    path("registration/counties/preview/", views.counties_preview, name="counties_preview"),
    path("registration/counties/send/", views.counties_send, name="counties_send"),
    path("chase/", views.chase_index, name="chase_index"),
    path("chase/<str:subject>/", views.chase, name="chase"),
    path("chase/<str:subject>/preview/", views.chase_preview, name="chase_preview"),
    path("chase/<str:subject>/send/", views.chase_send, name="chase_send"),
    path("divisions/<str:division>/", views.division, name="division"),
    path("divisions/<str:division>/lagging/", views.lagging, name="lagging"),
    path("divisions/<str:division>/names/<str:step>/", views.division_names, name="division_names"),
    path("schools/<str:school>/", views.school, name="school"),
    path("schools/<str:school>/remind/", views.remind, name="remind"),
    path("schools/<str:school>/names/<str:step>/", views.school_names, name="school_names"),
]

"""The addresses of funding."""

from django.urls import path

from xingtan.funding import views

app_name = "funding"
urlpatterns = [
    path("", views.index, name="index"),
    path("counties/", views.counties, name="counties"),
    path("counties/remind/", views.remind, name="remind"),
    path("counties/<str:division>/", views.county, name="county"),
    path("counties/<str:division>/declare/", views.county_declare, name="county_declare"),
    path("schools/<str:school>/", views.school, name="school"),
    path("schools/<str:school>/declare/", views.school_declare, name="school_declare"),
    path("declarations/<str:declaration>/file/", views.evidence, name="evidence"),
]

"""Programmes and the schools they reach, under ``/programme/``."""

from django.urls import path

from xingtan.programmes.views import programmes, schools

app_name = "programmes"
urlpatterns = [
    path("", programmes.programme, name="programme"),
    path("schools/", schools.school_list, name="schools"),
    path("divisions/", schools.division_list, name="divisions"),
    path("schools/new/", schools.school_new, name="new_school"),
    path("schools/<str:school>/", schools.school, name="school"),
    path("schools/<str:school>/edit/", schools.school_edit, name="edit_school"),
    path("schools/<str:school>/names/", schools.alias_add, name="add_alias"),
    path("schools/<str:school>/names/remove/", schools.alias_remove, name="remove_alias"),
    path("<slug:programme>/", programmes.programme, name="of_code"),
    path("<str:programme>/readings/", programmes.readings, name="readings"),
]

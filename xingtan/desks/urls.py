"""The desk's addresses, under ``/desk/``."""

from django.urls import path

from xingtan.desks import views

app_name = "desks"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("search/", views.search, name="search"),
    path("daily/", views.daily, name="daily"),
    path("left/", views.left, name="left"),
    path("left/days.ics", views.left_file, name="left_file"),
    path("switch/", views.switch, name="switch"),
    path("display/", views.display, name="display"),
    path("language/", views.language, name="language"),
    path("runs/<str:run>/", views.run, name="run"),
    path("design/", views.design, name="design"),
]

"""The addresses of oversight."""

from django.urls import path

from xingtan.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.index, name="index"),
    path("refresh/", views.refresh, name="refresh"),
    path("divisions/<str:division>/", views.division, name="division"),
    path("divisions/<str:division>/lagging/", views.lagging, name="lagging"),
    path("divisions/<str:division>/names/<str:step>/", views.division_names, name="division_names"),
    path("schools/<str:school>/", views.school, name="school"),
    path("schools/<str:school>/remind/", views.remind, name="remind"),
    path("schools/<str:school>/names/<str:step>/", views.school_names, name="school_names"),
]

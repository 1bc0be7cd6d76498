"""Addresses of the catalogue."""

from django.urls import path

from xingtan.courses.views import catalogue

app_name = "courses"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("lessons/<str:lesson>/", catalogue.preview, name="preview"),
    path("media/<str:media>/<str:key>", catalogue.media, name="media"),
    path("posters/<str:media>/<str:key>", catalogue.poster, name="poster"),
]

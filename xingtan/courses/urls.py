"""Addresses of the catalogue."""

from django.urls import path

from xingtan.courses import views

app_name = "courses"
urlpatterns = [
    path("", views.index, name="index"),
    path("lessons/<str:lesson>/", views.preview, name="preview"),
    path("media/<str:media>/<str:key>", views.media, name="media"),
    path("posters/<str:media>/<str:key>", views.poster, name="poster"),
]

"""Addresses of the catalogue."""

from django.urls import path

from xingtan.courses.views import authors, catalogue, media, packages, writing

app_name = "courses"
urlpatterns = [
    path("", catalogue.index, name="index"),
    path("lessons/<str:lesson>/", catalogue.preview, name="preview"),
    path("media/<str:media>/<str:key>", catalogue.media, name="media"),
    path("posters/<str:media>/<str:key>", catalogue.poster, name="poster"),
    path("streams/<str:media>/<str:key>/<str:part>", media.stream, name="stream"),
    path("captions/<str:media>/<str:key>/<str:language>", media.captions, name="captions"),
    path("packages/<str:media>/<str:key>/<path:part>", packages.package_file, name="package_file"),
    path("write/files/", media.index, name="media_index"),
    path("write/files/announce", media.announce, name="announce"),
    path("write/files/pieces/<str:upload>", media.piece, name="piece"),
    path("write/files/<str:medium>/", media.medium, name="medium"),
    path("write/files/<str:medium>/captions", media.add_captions, name="add_captions"),
    path("write/files/<str:medium>/prepare", media.prepare, name="prepare"),
    path("write/files/captions/<str:caption>/remove", media.remove_captions, name="remove_captions"),
    path("write/", authors.courses, name="courses"),
    path("write/new/", authors.begin, name="begin"),
    path("write/<str:course>/", writing.outline, name="outline"),
    path("write/<str:course>/facts/", authors.facts, name="facts"),
    path("write/<str:course>/arrange", writing.arrange, name="arrange"),
    path("write/<str:course>/units", writing.add_unit, name="add_unit"),
    path("write/<str:course>/units/<str:unit>/", writing.unit, name="unit"),
    path("write/<str:course>/units/<str:unit>/lessons/", writing.add_lesson, name="add_lesson"),
    path("write/<str:course>/lessons/<str:number>/", writing.lesson, name="lesson"),
    path("write/<str:course>/lessons/<str:number>/preview/", writing.preview_draft, name="preview_draft"),
    path("write/<str:course>/publish", authors.publish, name="publish"),
    path("write/<str:course>/discard", authors.discard, name="discard"),
    path("write/<str:course>/archive", authors.archive, name="archive"),
    path("write/<str:course>/restore", authors.restore, name="restore"),
    path("write/<str:course>/brought/", authors.brought, name="brought"),
    path("write/<str:course>/copy/", authors.copy, name="copy"),
    path("write/<str:course>/versions/", authors.versions, name="versions"),
    path("write/<str:course>/versions/<str:number>/", authors.version, name="version"),
    path("write/<str:course>/versions/<str:number>/bring-back", authors.bring_back, name="bring_back"),
]

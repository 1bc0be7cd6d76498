"""Addresses of the rosters room."""

from django.urls import path

from xingtan.rosters import views

app_name = "rosters"

urlpatterns = [
    path("", views.index, name="index"),
    path("blank/", views.blank, name="blank"),
    path("self/", views.individual, name="individual"),
    path("upload/", views.upload, name="upload"),
    path("reopenings/", views.reopenings, name="reopenings"),
    path("reopenings/ask/<str:school>/", views.reopening_request, name="reopening_request"),
    path("reopenings/<str:reopening>/decide/", views.reopening_decision, name="reopening_decision"),
    path("bundles/", views.bundles, name="bundles"),
    path("bundles/<str:bundle>/", views.bundle, name="bundle"),
    path("bundles/<str:bundle>/resume/", views.bundle_resume, name="bundle_resume"),
    path("bundles/<str:bundle>/<int:position>/", views.part, name="part"),
    path("bundles/<str:bundle>/<int:position>/assign/", views.part_assignment, name="part_assignment"),
    path("bundles/<str:bundle>/<int:position>/dismiss/", views.part_dismissal, name="part_dismissal"),
    path("review/", views.review_start, name="review_start"),
    path("reviews/<str:review>/", views.review, name="review"),
    path("words/", views.words, name="words"),
    path("words/<str:word>/unlearn/", views.word_unlearned, name="word_unlearned"),
    path("<str:roster>/", views.roster, name="roster"),
    path("<str:roster>/marked/", views.marked, name="marked"),
    path("<str:roster>/aside/", views.aside, name="aside"),
    path("<str:roster>/rows/add/", views.row_added, name="row_added"),
    path("<str:roster>/rows/<int:position>/", views.row, name="row"),
    path("<str:roster>/rows/<int:position>/cells/<str:field>/", views.cell, name="cell"),
    path("<str:roster>/rows/<int:position>/remove/", views.row_removal, name="row_removal"),
    path("<str:roster>/rows/<int:position>/remark/", views.remark, name="remark"),
    path("<str:roster>/hand-in/", views.hand_in, name="hand_in"),
    path("<str:roster>/hand-in-for/", views.hand_in_for, name="hand_in_for"),
    path("<str:roster>/accept/", views.accept, name="accept"),
    path("<str:roster>/return/", views.send_back, name="send_back"),
]

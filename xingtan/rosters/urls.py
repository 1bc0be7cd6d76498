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
    path("<str:roster>/", views.roster, name="roster"),
    path("<str:roster>/rows/<int:position>/", views.row, name="row"),
    path("<str:roster>/rows/<int:position>/remove/", views.row_removal, name="row_removal"),
    path("<str:roster>/rows/<int:position>/remark/", views.remark, name="remark"),
    path("<str:roster>/hand-in/", views.hand_in, name="hand_in"),
    path("<str:roster>/accept/", views.accept, name="accept"),
    path("<str:roster>/return/", views.send_back, name="send_back"),
]

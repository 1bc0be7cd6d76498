"""The public pages at ``/`` and the notices behind them."""

from django.urls import path

from xingtan.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("notices/", views.notice_list, name="index"),
    path("notices/new/", views.notice_new, name="new"),
    path("notices/files/<str:material>/", views.material, name="material"),
    path("notices/files/<str:material>/kept/", views.material_kept, name="material_kept"),
    path("notices/files/<str:material>/remove/", views.material_remove, name="remove_material"),
    path("notices/meetings/", views.meetings, name="meetings"),
    path("notices/meetings/own/", views.meeting_own, name="own_meeting"),
    path("notices/meetings/files/<str:file>/", views.meeting_file, name="meeting_file"),
    path("notices/meetings/<str:meeting>/", views.meeting, name="meeting"),
    path("notices/<str:notice>/", views.notice_page, name="notice"),
    path("notices/<str:notice>/edit/", views.notice_edit, name="edit"),
    path("notices/<str:notice>/publish/", views.notice_publish, name="publish"),
    path("notices/<str:notice>/withdraw/", views.notice_withdraw, name="withdraw"),
    path("notices/<str:notice>/forward/", views.forward, name="forward"),
    path("notices/<str:notice>/sign/", views.sign, name="sign"),
    path("notices/<str:notice>/receipts/", views.receipts, name="receipts"),
    path("notices/<str:notice>/receipts/<str:division>/", views.receipts_division, name="receipts_division"),
    path("notices/<str:notice>/files/", views.material_add, name="add_material"),
]

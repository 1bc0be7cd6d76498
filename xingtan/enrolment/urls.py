"""Addresses of the enrolment room."""

from django.urls import path

from xingtan.enrolment.views import annexes, asking, changes, full_lists, teachers

app_name = "enrolment"

urlpatterns = [
    path("", teachers.index, name="index"),
    path("teachers/<str:enrolment>/", teachers.teacher, name="teacher"),
    path("teachers/<str:enrolment>/ask/<str:change_kind>/", asking.ask, name="ask"),
    path("changes/", changes.index, name="changes"),
    path("changes/claim/", asking.claim, name="claim"),
    path("changes/dispute/", asking.dispute, name="dispute"),
    path("changes/<str:change>/", changes.change, name="change"),
    path("changes/<str:change>/answer/", changes.answer, name="answer"),
    path("changes/<str:change>/decide/", changes.decide, name="decide"),
    path("changes/<str:change>/take-back/", changes.take_back, name="take_back"),
    path("evidence/<str:evidence>/", changes.evidence, name="evidence"),
    path("annex/", annexes.annex, name="annex"),
    path("annex/full/", full_lists.full_lists, name="full_lists"),
    path("annex/full/<str:full_list>/decide/", full_lists.full_list_decide, name="full_list_decide"),
    path("annex/full/<str:full_list>/take/", full_lists.full_list_take, name="full_list_take"),
    path("annex/full/<str:full_list>/take-back/", full_lists.full_list_take_back, name="full_list_take_back"),
    path("annex/<str:annex>/", annexes.annex_file, name="annex_file"),
]

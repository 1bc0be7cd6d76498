"""The addresses of assessment."""

from django.urls import path

from xingtan.assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.index, name="index"),
    path("mine/", views.my_result, name="my_result"),
    path("learners/<str:learner>/", views.learner, name="learner"),
    path("learners/<str:learner>/marks/", views.record_mark, name="record_mark"),
    path("learners/<str:learner>/recommend/", views.recommend, name="recommend"),
    path("marks/", views.marks, name="marks"),
    path("marks/blank.xlsx", views.blank_sheet, name="blank_sheet"),
    path("marks/sheets/<str:sheet>/", views.mark_sheet, name="mark_sheet"),
    path("marks/<str:mark>/void/", views.void_mark, name="void_mark"),
    path("scheme/", views.scheme, name="scheme"),
    path("settlement/", views.settlement, name="settlement"),
    path("settlement/start/", views.settle, name="settle"),
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/issue/", views.issue, name="issue"),
    path("certificates/<str:certificate>.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("certificates/<str:certificate>/revoke/", views.revoke, name="revoke"),
    path("certificates/<str:certificate>/reissue/", views.reissue, name="reissue"),
    path("certificates/<str:certificate>/school.pdf", views.school_certificates_pdf, name="school_certificates_pdf"),
]

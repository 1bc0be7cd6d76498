"""Addresses of the question bank."""

from django.urls import path

from xingtan.courses.views import questions

app_name = "questions"
urlpatterns = [
    path("", questions.index, name="questions"),
    path("state/", questions.set_state, name="question_states"),
    path("new/", questions.write, name="question_new"),
    path("template/", questions.template, name="question_template"),
    path("files/", questions.files, name="question_files"),
    path("files/<str:file>/", questions.question_file, name="question_file"),
    path("<str:question>/", questions.question, name="question"),
    path("<str:question>/edit/", questions.edit, name="question_edit"),
]

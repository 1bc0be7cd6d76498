"""Addresses of quizzes."""

from django.urls import path

from xingtan.coursework.views import quizzes, setting_quizzes

app_name = "quizzes"
urlpatterns = [
    path("", quizzes.mine, name="my_quizzes"),
    path("attempts/<str:attempt>/", quizzes.attempt, name="attempt"),
    path("attempts/<str:attempt>/answers/<int:position>/", quizzes.answer, name="attempt_answer"),
    path("attempts/<str:attempt>/left/", quizzes.left, name="attempt_left"),
    path("manage/", setting_quizzes.index, name="quizzes"),
    path("manage/new/", setting_quizzes.write, name="quiz_new"),
    path("manage/<str:quiz>/", setting_quizzes.page, name="quiz_page"),
    path("manage/<str:quiz>/edit/", setting_quizzes.edit, name="quiz_edit"),
    path("manage/<str:quiz>/questions/", setting_quizzes.pick, name="quiz_pick"),
    path("manage/<str:quiz>/publish/", setting_quizzes.publish, name="quiz_publish"),
    path("manage/<str:quiz>/take-back/", setting_quizzes.take_back, name="quiz_take_back"),
    path("<str:quiz>/", quizzes.quiz, name="quiz"),
    path("<str:quiz>/begin/", quizzes.begin, name="quiz_begin"),
]

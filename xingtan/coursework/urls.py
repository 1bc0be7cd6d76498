"""Addresses of this room."""

from django.urls import path

from xingtan.coursework.views import (
    asking,
    discussing,
    exemplary,
    files,
    learning,
    marking,
    quality,
    reviewing,
    setting,
)

app_name = "coursework"
urlpatterns = [
    path("", learning.mine, name="mine"),
    path("homework/<str:assignment>/", learning.homework, name="homework"),
    path("homework/<str:assignment>/draft/", learning.draft, name="draft"),
    path("files/<str:file>/", files.work_file, name="work_file"),
    path("files/<str:file>/away/", learning.take_away, name="take_away"),
    path("reviews/<str:review>/", reviewing.review, name="review"),
    path("reviews/<str:review>/files/<int:position>/", files.review_file, name="review_file"),
    path("marking/", marking.desk, name="desk"),
    path("marking/phrases/", marking.phrases, name="phrases"),
    path("marking/phrases/<str:phrase>/drop/", marking.drop_phrase, name="drop_phrase"),
    path("marking/works/<str:work>/", marking.mark, name="mark"),
    path("marking/works/<str:work>/alike/", marking.alike, name="alike"),
    path("marking/classes/<str:online_class>/", marking.scores, name="scores"),
    path("marking/classes/<str:online_class>/<str:assignment>/", marking.pile, name="pile"),
    path("set/", setting.index, name="index"),
    path("set/homework/", setting.new, name="new"),
    path("set/homework/<str:assignment>/", setting.change, name="change"),
    path("set/homework/<str:assignment>/take-back/", setting.take_back, name="take_back"),
    path("set/topics/", setting.new_topic, name="new_topic"),
    path("set/topics/<str:topic>/", setting.change_topic, name="change_topic"),
    path("set/topics/<str:topic>/take-back/", setting.take_topic_back, name="take_topic_back"),
    path("set/sample/", setting.sample, name="sample"),
    path("tutors/", quality.tutors, name="quality"),
    path("recommended/", exemplary.recommended, name="recommended"),
    path("excellent/", exemplary.excellent, name="excellent_list"),
    path("questions/", asking.questions, name="questions"),
    path("lessons/<str:lesson>/questions/", asking.lesson_questions, name="lesson_questions"),
    path("discussions/", discussing.topics, name="topics"),
    path("discussions/topics/<str:topic>/", discussing.topic, name="topic"),
    path("discussions/<str:contribution>/", discussing.thread, name="thread"),
    path("discussions/<str:contribution>/excellent/", discussing.excellent, name="excellent"),
    path("discussions/<str:contribution>/complain/", discussing.complain, name="complain"),
    path("discussions/<str:contribution>/hide/", discussing.hide, name="hide"),
    path("discussions/<str:contribution>/leave/", discussing.leave, name="leave"),
]

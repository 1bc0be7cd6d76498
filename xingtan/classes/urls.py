"""Addresses of this room."""

from django.urls import path

from xingtan.classes.views import classes, forming, lists, mine, pages, tutors

app_name = "classes"
urlpatterns = [
    path("", lists.index, name="index"),
    path("mine/", mine.mine, name="mine"),
    path("unplaced/", lists.unplaced, name="unplaced"),
    path("unplaced/place/", lists.place, name="place"),
    path("history/", lists.history, name="history"),
    path("history/<str:change>/undo/", lists.undo, name="undo"),
    path("forming/", forming.areas, name="areas"),
    path("forming/make/", forming.make, name="make"),
    path("forming/<str:division>/", forming.preview, name="preview"),
    path("tutors/", tutors.index, name="tutors"),
    path("tutors/appoint/", tutors.appoint, name="appoint"),
    path("tutors/<str:tutor>/", tutors.tutor, name="tutor"),
    path("tutors/<str:tutor>/correct/", tutors.correct, name="correct"),
    path("tutors/<str:tutor>/relieve/", tutors.relieve, name="relieve"),
    path("tutors/<str:tutor>/share/", tutors.share, name="share"),
    path("notices/new/", pages.tell_all, name="tell_all"),
    path("notices/<str:notice>/", pages.notice, name="notice"),
    path("notices/<str:notice>/take-back/", pages.take_back, name="take_back"),
    path("plan/<str:item>/", pages.line, name="line"),
    path("plan/<str:item>/strike/", pages.strike, name="strike"),
    path("bulletins/<str:bulletin>/", pages.bulletin, name="bulletin"),
    path("bulletins/<str:bulletin>/edit/", pages.edit_bulletin, name="edit_bulletin"),
    path("bulletins/<str:bulletin>/publish/", pages.publish, name="publish"),
    path("<str:online_class>/", classes.page, name="online_class"),
    path("<str:online_class>/members/", classes.members, name="members"),
    path("<str:online_class>/members/move/", classes.move, name="move"),
    path("<str:online_class>/change/", classes.change, name="change"),
    path("<str:online_class>/change/rename/", classes.rename, name="rename"),
    path("<str:online_class>/change/merge/", classes.merge, name="merge"),
    path("<str:online_class>/change/split/", classes.split, name="split"),
    path("<str:online_class>/tutor/", tutors.give, name="give"),
    path("<str:online_class>/notices/new/", pages.tell, name="tell"),
    path("<str:online_class>/plan/new/", pages.new_line, name="new_line"),
    path("<str:online_class>/bulletins/new/", pages.new_bulletin, name="new_bulletin"),
]

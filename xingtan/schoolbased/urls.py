"""Addresses of this room."""

from django.urls import path

from xingtan.schoolbased.views import activities, checking, conditions, mine, tasks

app_name = "schoolbased"
urlpatterns = [
    path("", activities.index, name="index"),
    path("plan/", activities.plan, name="plan"),
    path("mine/", mine.mine, name="mine"),
    path("lessons/<str:lesson>/", mine.of_lesson, name="of_lesson"),
    path("times/", activities.times, name="times"),
    path("times/<str:research_time>/strike/", activities.strike, name="strike"),
    path("photos/<str:photo>/", activities.photo, name="photo"),
    path("tasks/", tasks.index, name="tasks"),
    path("tasks/new/", tasks.new, name="new_task"),
    path("tasks/<str:task>/", tasks.edit, name="task"),
    path("tasks/<str:task>/close/", tasks.close, name="close_task"),
    path("tasks/<str:task>/hand-in/", mine.hand_in, name="hand_in"),
    path("works/", tasks.works, name="works"),
    path("works/<str:work>/", tasks.work, name="work"),
    path("works/<str:work>/file/", tasks.work_file, name="work_file"),
    path("checks/", checking.index, name="checks"),
    path("checks/draw/", checking.draw, name="draw"),
    path("checks/<str:check>/", checking.check, name="check"),
    path("conditions/", conditions.index, name="conditions"),
    path("conditions/declare/", conditions.declare, name="declare"),
    path("lacks/tell/", mine.tell_lack, name="tell_lack"),
    path("lacks/<str:lack>/answer/", conditions.answer, name="answer_lack"),
    path("<str:activity>/", activities.activity, name="activity"),
    path("<str:activity>/record/", activities.record, name="record"),
    path("<str:activity>/sign/", activities.sign, name="sign"),
    path("<str:activity>/drop/", activities.drop, name="drop"),
    path("<str:activity>/reflect/", mine.reflect, name="reflect"),
]

"""Programmes and the schools they reach, under ``/programme/``."""

from django.urls import path

from xingtan.programmes.views import payees, plans, programmes, schools

app_name = "programmes"
urlpatterns = [
    path("", programmes.programme, name="programme"),
    path("account/", payees.payee, name="payee"),
    path("account/new/", payees.payee_ask, name="payee_ask"),
    path("account/<str:change>/decide/", payees.payee_decision, name="payee_decision"),
    path("account/<str:change>/stop/", payees.payee_stop, name="payee_stop"),
    path("schools/", schools.school_list, name="schools"),
    path("divisions/", schools.division_list, name="divisions"),
    path("schools/new/", schools.school_new, name="new_school"),
    path("schools/<str:school>/", schools.school, name="school"),
    path("schools/<str:school>/edit/", schools.school_edit, name="edit_school"),
    path("schools/<str:school>/names/", schools.alias_add, name="add_alias"),
    path("schools/<str:school>/names/remove/", schools.alias_remove, name="remove_alias"),
    path("plans/", plans.plan_list, name="plans"),
    path("plans/files/<str:step>/", plans.plan_file, name="plan_file"),
    path("plans/support/<str:item>/", plans.support_file, name="support_file"),
    path("plans/<str:division>/", plans.plan, name="plan"),
    path("plans/<str:division>/hand-in/", plans.hand_in, name="hand_in_plan"),
    path("plans/<str:division>/support/", plans.add_support, name="add_support"),
    path("plans/<str:plan>/return/", plans.give_back, name="return_plan"),
    path("plans/<str:plan>/file/", plans.put_on_file, name="file_plan"),
    path("<slug:programme>/", programmes.programme, name="of_code"),
    path("<str:programme>/readings/", programmes.readings, name="readings"),
]

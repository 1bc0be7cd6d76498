"""The public addresses at which a certificate is checked: short, because they are printed."""

from django.urls import path

from xingtan.assessment import views

app_name = "check"
urlpatterns = [
    path("", views.check_form, name="form"),
    path("<str:key>/", views.certificate, name="certificate"),
]

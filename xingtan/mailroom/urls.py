"""Addresses of the mailroom."""

from django.urls import path

from xingtan.mailroom import views

app_name = "mailroom"

urlpatterns = [
    path("", views.index, name="index"),
    path("<str:letter>/", views.letter, name="letter"),
    path("<str:letter>/sheets/<int:position>/assign/", views.assign, name="assign"),
    path("<str:letter>/sheets/<int:position>/bring/", views.bring_all, name="bring_all"),
    path("<str:letter>/vouchers/<int:position>/give/", views.give_voucher, name="give_voucher"),
    path("<str:letter>/dismiss/", views.dismiss, name="dismiss"),
    path("<str:letter>/answer/", views.answer, name="answer"),
]

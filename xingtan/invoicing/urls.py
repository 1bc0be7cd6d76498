"""The addresses of invoicing, for schools and for finance."""

from django.urls import path

from xingtan.invoicing import views

app_name = "invoicing"
urlpatterns = [
    path("", views.index, name="index"),
    path("profile/<str:school>/", views.profile, name="profile"),
    path("profile/<str:school>/confirm/", views.confirm, name="confirm"),
    path("bills/<str:bill>/request/", views.request_one, name="request_one"),
    path("counties/<str:county>/", views.county, name="county"),
    path("counties/<str:county>/choose/", views.county_choose, name="county_choose"),
    path("counties/<str:county>/profile/", views.county_profile, name="county_profile"),
    path("counties/<str:county>/confirm/", views.county_confirm, name="county_confirm"),
    path("counties/<str:county>/request/", views.county_request, name="county_request"),
    path("counties/<str:county>/deed/", views.county_deed, name="county_deed"),
    path("counties/<str:county>/file/", views.county_file, name="county_file"),
    path("request-all/", views.request_all, name="request_all"),
    path("requests/<str:invoice>/", views.invoice, name="invoice"),
    path("requests/<str:invoice>/withdraw/", views.withdraw, name="withdraw"),
    path("requests/<str:invoice>/mend/", views.mend, name="mend"),
    path("requests/<str:invoice>/red/", views.red, name="red"),
    path("requests/<str:invoice>/red/number/", views.red_confirm, name="red_confirm"),
    path("requests/<str:invoice>/mail/", views.mail, name="mail"),
    path("requests/<str:invoice>/handed/", views.handed, name="handed"),
    path("files/<str:invoice_file>/", views.file, name="file"),
    path("terms/", views.terms, name="terms"),
    path("template/", views.template, name="template"),
    path("batches/", views.batches, name="batches"),
    path("batches/<str:batch>/", views.batch_file, name="batch_file"),
    path("results/", views.results, name="results"),
    path("results/<str:upload>/", views.result, name="result"),
]

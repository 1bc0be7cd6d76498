"""The addresses of billing."""

from django.urls import path

from xingtan.billing import views

app_name = "billing"
urlpatterns = [
    path("", views.index, name="index"),
    path("bills/<str:bill>/", views.bill, name="bill"),
    path("transfers/", views.transfers, name="transfers"),
    path("transfers/again/", views.match_again, name="match_again"),
    path("transfers/<str:line>/", views.transfer, name="transfer"),
    path("transfers/<str:line>/accept/", views.accept, name="accept"),
    path("transfers/<str:line>/split/", views.split, name="split"),
    path("transfers/<str:line>/aside/", views.set_aside, name="set_aside"),
    path("transfers/<str:line>/undo/", views.undo, name="undo"),
    path("transfers/<str:line>/refund/", views.refund_request, name="refund_request"),
    path("bills/<str:bill>/surplus/", views.surplus, name="surplus"),
    path("refunds/", views.refunds, name="refunds"),
    path("refunds/<str:refund>/", views.refund, name="refund"),
    path("refunds/<str:refund>/decide/", views.refund_decision, name="refund_decision"),
    path("refunds/<str:refund>/paid/", views.refund_payment, name="refund_payment"),
    path("refunds/<str:refund>/take-back/", views.refund_end, name="refund_end"),
    path("bills/<str:bill>/vouchers/", views.bill_vouchers, name="bill_vouchers"),
    path("vouchers/", views.vouchers, name="vouchers"),
    path("vouchers/<str:voucher>/", views.voucher, name="voucher"),
    path("vouchers/<str:voucher>/confirm/", views.voucher_confirm, name="voucher_confirm"),
    path("vouchers/<str:voucher>/take-back/", views.voucher_take_back, name="voucher_take_back"),
    path("vouchers/<str:voucher>/question/", views.voucher_question, name="voucher_question"),
    path("vouchers/<str:voucher>/file/", views.voucher_file, name="voucher_file"),
    path("figures/", views.figures, name="figures"),
    path("figures/bills/", views.figures_bills, name="figures_bills"),
    path("figures/lines/", views.figures_lines, name="figures_lines"),
    path("figures/day-book/", views.day_book, name="day_book"),
    path("figures/account-book/", views.account_book, name="account_book"),
    path("statements/", views.statements, name="statements"),
    path("statements/new/", views.statement_upload, name="statement_upload"),
    path("statements/new/<str:upload>/", views.statement_preview, name="statement_preview"),
    path("statements/new/<str:upload>/import/", views.statement_import, name="statement_import"),
]

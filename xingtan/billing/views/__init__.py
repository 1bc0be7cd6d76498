"""The pages of billing, by who opens them."""

from xingtan.billing.views.alike import alike
from xingtan.billing.views.asking import ask, question, question_end, question_file
from xingtan.billing.views.bills import bill, bill_sheet, index
from xingtan.billing.views.deciding import accept, set_aside, undo
from xingtan.billing.views.figures import account_book, day_book, figures, figures_bills, figures_lines, figures_schools
from xingtan.billing.views.handing_over import hand_over
from xingtan.billing.views.payers import county_bill, county_sheet, payer, second_remittance
from xingtan.billing.views.refunds import (
    refund,
    refund_decision,
    refund_end,
    refund_payment,
    refund_request,
    refunds,
    surplus,
)
from xingtan.billing.views.splitting import split
from xingtan.billing.views.statement_layouts import layout_forget, statement_layout
from xingtan.billing.views.statements import statement_import, statement_preview, statement_upload, statements
from xingtan.billing.views.transfers import match_again, transfer, transfers
from xingtan.billing.views.vouchers import (
    bill_vouchers,
    voucher,
    voucher_confirm,
    voucher_file,
    voucher_question,
    voucher_take_back,
    vouchers,
)
from xingtan.billing.views.write_offs import write_off, write_off_decision, write_off_end, write_offs

__all__ = [
    "accept",
    "account_book",
    "alike",
    "ask",
    "bill",
    "bill_sheet",
    "bill_vouchers",
    "county_bill",
    "county_sheet",
    "day_book",
    "figures",
    "figures_bills",
    "figures_lines",
    "figures_schools",
    "hand_over",
    "index",
    "layout_forget",
    "match_again",
    "payer",
    "question",
    "question_end",
    "question_file",
    "refund",
    "refund_decision",
    "refund_end",
    "refund_payment",
    "refund_request",
    "refunds",
    "second_remittance",
    "set_aside",
    "split",
    "statement_import",
    "statement_layout",
    "statement_preview",
    "statement_upload",
    "statements",
    "surplus",
    "transfer",
    "transfers",
    "undo",
    "voucher",
    "voucher_confirm",
    "voucher_file",
    "voucher_question",
    "voucher_take_back",
    "vouchers",
    "write_off",
    "write_off_decision",
    "write_off_end",
    "write_offs",
]

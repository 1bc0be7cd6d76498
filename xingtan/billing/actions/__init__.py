"""What can be done about money."""

from xingtan.billing.actions.asking import MAY_BE_SENT, answer_question, ask_school, message_of, take_back_question
from xingtan.billing.actions.bulk import Accepted, Pick, accept_alike
from xingtan.billing.actions.deciding import allocate, set_aside, undo
from xingtan.billing.actions.drawing import Drawn, draw_bills
from xingtan.billing.actions.handing_over import hand_over
from xingtan.billing.actions.importing import (
    PreparedStatement,
    content_of,
    import_statement,
    keep_upload,
    overlap_of,
    prepare_statement,
    sheet_of,
)
from xingtan.billing.actions.layouts import can_be_explained, forget_layout, remember_layout
from xingtan.billing.actions.looking import look_at
from xingtan.billing.actions.matching import Matched, match_lines
from xingtan.billing.actions.pairing import pair_refunds
from xingtan.billing.actions.payers import explain_second_remittance, set_payer
from xingtan.billing.actions.refunding import ask_refund, decide_refund, free_surplus, pay_refund, take_back_refund
from xingtan.billing.actions.vouchers import (
    bring_voucher,
    confirm_voucher,
    question_voucher,
    settle_vouchers,
    take_back_voucher,
)
from xingtan.billing.actions.writing_off import decide_write_off, take_back_write_off, write_off
from xingtan.billing.demand import Demand

__all__ = [
    "MAY_BE_SENT",
    "Accepted",
    "Demand",
    "Drawn",
    "Matched",
    "Pick",
    "PreparedStatement",
    "accept_alike",
    "allocate",
    "answer_question",
    "ask_refund",
    "ask_school",
    "bring_voucher",
    "can_be_explained",
    "confirm_voucher",
    "content_of",
    "decide_refund",
    "decide_write_off",
    "draw_bills",
    "explain_second_remittance",
    "forget_layout",
    "free_surplus",
    "hand_over",
    "import_statement",
    "keep_upload",
    "look_at",
    "match_lines",
    "message_of",
    "overlap_of",
    "pair_refunds",
    "pay_refund",
    "prepare_statement",
    "question_voucher",
    "remember_layout",
    "set_aside",
    "set_payer",
    "settle_vouchers",
    "sheet_of",
    "take_back_question",
    "take_back_refund",
    "take_back_voucher",
    "take_back_write_off",
    "undo",
    "write_off",
]

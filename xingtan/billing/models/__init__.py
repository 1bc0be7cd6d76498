"""Bills, the bank's lines, and the rows that say whose money each line is.

Money rows are only ever added (triggers in the database): an allocation or a setting-aside is undone
by a second row. What changes is the ``LineStanding``, which repeats in one row what its money
rows say, for the queue and for the locks.
"""

from xingtan.billing.models.allocations import Allocation, LineStanding, LineState, SetAside
from xingtan.billing.models.bills import IS_OPEN, IS_PAID, Bill, BillChange, BillQuerySet
from xingtan.billing.models.columns import HALF_FEN, NOTHING, yuan_field
from xingtan.billing.models.layouts import LineHandover, StatementLayout
from xingtan.billing.models.payers import CountyBill, PayerSwitch, SecondRemittance
from xingtan.billing.models.questions import Answer, Looking, Question, QuestionQuerySet
from xingtan.billing.models.refunds import ENDED_WITHOUT_MONEY, SEEN, Refund, RefundQuerySet, RefundState, RefundStep
from xingtan.billing.models.statements import BankLine, Statement, StatementUpload
from xingtan.billing.models.vouchers import Voucher, VoucherQuerySet, VoucherState
from xingtan.billing.models.write_offs import WITHOUT_EFFECT, WriteOff, WriteOffState, WriteOffStep

__all__ = [
    "ENDED_WITHOUT_MONEY",
    "HALF_FEN",
    "IS_OPEN",
    "IS_PAID",
    "NOTHING",
    "SEEN",
    "WITHOUT_EFFECT",
    "Allocation",
    "Answer",
    "BankLine",
    "Bill",
    "BillChange",
    "BillQuerySet",
    "CountyBill",
    "LineHandover",
    "LineStanding",
    "LineState",
    "Looking",
    "PayerSwitch",
    "Question",
    "QuestionQuerySet",
    "Refund",
    "RefundQuerySet",
    "RefundState",
    "RefundStep",
    "SecondRemittance",
    "SetAside",
    "Statement",
    "StatementLayout",
    "StatementUpload",
    "Voucher",
    "VoucherQuerySet",
    "VoucherState",
    "WriteOff",
    "WriteOffState",
    "WriteOffStep",
    "yuan_field",
]

"""Decisions about mails, pure: bytes and words in, judgement out."""

from xingtan.mailroom.rules.bringers import Bringer, bringer_among, is_doubted
from xingtan.mailroom.rules.finding import Finding, SheetSays, school_of, sheet_says
from xingtan.mailroom.rules.kinds import ANSWERS_PER_DAY, BY_PEOPLE, Kind, is_address, kind_of, may_answer
from xingtan.mailroom.rules.letter import Enclosure, ReadLetter, identity_of, plain, read_letter, without_numbers
from xingtan.mailroom.rules.subject import KnownSchool, Recognised, Register, recognised
from xingtan.mailroom.rules.vouchers import PaidBy, school_that_paid, schools_called, speaks_of_vouchers

__all__ = [
    "ANSWERS_PER_DAY",
    "BY_PEOPLE",
    "Bringer",
    "Enclosure",
    "Finding",
    "Kind",
    "KnownSchool",
    "PaidBy",
    "ReadLetter",
    "Recognised",
    "Register",
    "SheetSays",
    "bringer_among",
    "identity_of",
    "is_address",
    "is_doubted",
    "kind_of",
    "may_answer",
    "plain",
    "read_letter",
    "recognised",
    "school_of",
    "school_that_paid",
    "schools_called",
    "sheet_says",
    "speaks_of_vouchers",
    "without_numbers",
]

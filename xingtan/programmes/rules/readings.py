"""The readings A01–A26 of the notice's doubtful clauses: which settings each has and what they may be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

_YUAN = re.compile(r"\d{1,6}\.\d\d")
Kind = Literal["text", "flag", "count", "limit", "date", "moment", "money", "list", "table"]


@dataclass(frozen=True)
class Allowed:
    """What one setting may be: a yes or no, a number of days, one of some words, or any text."""

    kind: Kind
    words: tuple[str, ...] = ()

    def takes(self, value: object) -> bool:
        """Whether a value is one of these."""
        match self.kind:
            case "flag":
                return isinstance(value, bool)
            case "count":
                return isinstance(value, int) and not isinstance(value, bool) and value > 0
            case "limit":
                return isinstance(value, int) and not isinstance(value, bool) and value >= 0
            case "table":
                return isinstance(value, Mapping)
            case "money":
                return isinstance(value, str) and _YUAN.fullmatch(value) is not None
            case _:
                return isinstance(value, str) and (not self.words or value in self.words)

    @property
    def in_words(self) -> str:
        """What may stand there, as TOML writes it."""
        if self.kind == "flag":
            return "true, false"
        if self.kind == "count":
            return "1, 2, 3 …"
        if self.kind == "limit":
            return "0, 1, 2 …"
        if self.kind == "money":
            return '"0.00" …'
        return ", ".join(f'"{word}"' for word in self.words) or '"…"'


FLAG, DAYS, TEXT, TABLE = Allowed("flag"), Allowed("count"), Allowed("text"), Allowed("table")
YUAN = Allowed("money")
LIMIT = Allowed("limit")
"""As much at most; 0 for no limit."""


def _one_of(*words: str) -> Allowed:
    return Allowed("text", words)


READINGS: dict[str, dict[str, Allowed]] = {
    "A01": {"count_before_term": FLAG},
    "A02": {"online_within_days": DAYS, "counted_from": _one_of("later_of_receipt_and_login", "receipt")},
    "A03": {"warn_when_after_registration_due": FLAG},
    "A04": {"late_enrolment_by_city": FLAG, "activation_until": _one_of("term_end")},
    "A05": {
        "county_review": FLAG,
        "review_within_days": DAYS,
        "city_direct_skips_review": FLAG,
        "centre_accepts": FLAG,
        "county_hands_in": FLAG,
    },
    "A06": {"payer": _one_of("school", "county"), "county_may_pay": FLAG},
    "A07": {"invoice_delivery": _one_of("mailbox", "in_person"), "collect_in_person": FLAG},
    "A08": {
        "vocational_theme_of": TEXT,
        "special_schools": FLAG,
        "private_schools": FLAG,
        "researchers_and_heads": FLAG,
    },
    "A09": {"hours_are_derived": FLAG},
    "A10": {"unit_printed_as": _one_of("real_name")},
    "A11": {"compare_normalised": FLAG},
    "A12": {"postal_remittance": _one_of("refuse", "allow"), "psbc_policy": _one_of("allow", "warn", "deny")},
    "A13": {"training_centre_mailbox": TEXT, "voucher_mailbox": TEXT},
    "A14": {
        "roster_name": _one_of("full_name", "registered_name"),
        "invoice_name": _one_of("registered_name", "full_name"),
    },
    "A15": {"accounts_opened_from": _one_of("accepted_roster"), "registered_by": _one_of("activation")},
    "A16": {
        "initial_password": _one_of("mobile_last_6"),
        "initial_password_days": DAYS,
        "second_proof": _one_of("sms_or_slip", "sms", "slip"),
        "must_change_password": FLAG,
    },
    "A17": {"year_label_is_separate": FLAG},
    "A18": {"reminders_on_holidays": FLAG, "tasks_due_on_holidays": FLAG},
    "A19": {
        "scheme": TEXT,
        "speed_percent": DAYS,
        "minutes_per_day": LIMIT,
        "minutes_per_course": LIMIT,
        "question_every_minutes": LIMIT,
        "answer_within_minutes": LIMIT,
        "marks_without_reflection": LIMIT,
    },
    "A20": {"county_authority_shown_as": _one_of("own_name", "post")},
    "A21": {"posts_may_be_one_person": FLAG, "head_declares_in_person": FLAG},
    "A22": {
        "top_up_needs_reason": FLAG,
        "refund_by": _one_of("institution"),
        "exempt_allowed": FLAG,
        "write_off_alone_yuan": YUAN,
    },
    "A23": {"require_payment_to_study": FLAG, "hold_results_until_paid": FLAG},
    "A24": {"one_enrolment_per_person": FLAG},
    "A25": {"written": TABLE},
    "A26": {"forward_within_days": DAYS, "meeting_within_days": DAYS, "hand_in_within_days": DAYS},
}


def reading(readings: Mapping[str, Mapping[str, Any]], number: str, name: str) -> Any:
    """One setting of a programme's readings; a ``KeyError`` for a name that no reading has.

    A programme stored before the setting existed answers None.
    """
    READINGS[number][name]  # a wrong name is a mistake of the caller
    return readings.get(number, {}).get(name)

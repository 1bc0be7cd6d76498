"""The readings of the notice in words, for the page that shows how this programme reads it."""

from django.utils.translation import gettext_lazy as _

READING_TITLES = {
    "A01": _("Study between the opening of login and the start of term"),
    "A02": _("Two weeks until teachers are online: counted from when"),
    "A03": _("Enrolment closes on a day the notice does not name"),
    "A04": _("Enrolment closes, activation goes on"),
    "A05": _("Who reviews a roster, and how long it may take"),
    "A06": _("Who pays: the school or its county"),
    "A07": _("How an invoice reaches the school"),
    "A08": _("Who takes part"),
    "A09": _("Hours follow from fee and standard"),
    "A10": _("How a unit that is neither county nor district is written"),
    "A11": _("Spaces and widths do not matter in subject lines"),
    "A12": _("Post office and Postal Savings Bank"),
    "A13": _("Mailboxes the notice speaks of"),
    "A14": _("Full name and registered name of a school"),
    "A15": _("Registered by the institution, activated by the teacher"),
    "A16": _("The initial password, and what is asked besides"),
    "A17": _("The year's name and the dates"),
    "A18": _("Public holidays within the term"),
    "A19": _("The scheme by which results are computed"),
    "A20": _("The several names of the county authority"),
    "A21": _("Head, manager and contact of a school"),
    "A22": _("Paid too little, paid too much, given back"),
    "A23": _("Whether study waits for the payment"),
    "A24": _("One enrolment for one person"),
    "A25": _("Slips of the notice, put right"),
    "A26": _("“Promptly” and “in time”, in days"),
}
"""What each reading is about."""

SETTINGS = {
    "count_before_term": _("Study before the term counts"),
    "online_within_days": _("Days until teachers are online"),
    "counted_from": _("Counted from"),
    "warn_when_after_registration_due": _("Warn when enrolment closes after the accounts are due"),
    "late_enrolment_by_city": _("The city may admit late enrolment"),
    "activation_until": _("Activation is open until"),
    "county_review": _("The county reviews rosters"),
    "review_within_days": _("Days for the review"),
    "city_direct_skips_review": _("Schools directly under the city skip it"),
    "payer": _("Who pays"),
    "county_may_pay": _("A county may pay for its schools"),
    "invoice_delivery": _("Invoices go"),
    "collect_in_person": _("May be collected in person"),
    "vocational_theme_of": _("Vocational schools follow the theme of"),
    "special_schools": _("Special schools take part"),
    "private_schools": _("Private schools take part"),
    "researchers_and_heads": _("Researchers and heads take part"),
    "hours_are_derived": _("Hours = fee ÷ standard"),
    "unit_printed_as": _("A unit is written by"),
    "compare_normalised": _("Spaces and widths are ignored"),
    "postal_remittance": _("Remittance by the post office"),
    "psbc_policy": _("Postal Savings Bank"),
    "training_centre_mailbox": _("Mailbox of the training centre"),
    "voucher_mailbox": _("Mailbox for vouchers"),
    "roster_name": _("Name on the roster"),
    "invoice_name": _("Name on the invoice"),
    "accounts_opened_from": _("Accounts are opened from"),
    "registered_by": _("Registered by"),
    "initial_password": _("Initial password"),
    "initial_password_days": _("Days it is good for"),
    "second_proof": _("Second proof"),
    "must_change_password": _("Must be changed at once"),
    "year_label_is_separate": _("The year's name stands apart from the dates"),
    "reminders_on_holidays": _("Reminders on holidays"),
    "tasks_due_on_holidays": _("Tasks due on holidays"),
    "scheme": _("Scheme"),
    "speed_percent": _("Fastest speed that counts, in percent"),
    "county_authority_shown_as": _("Shown by"),
    "posts_may_be_one_person": _("One person may hold several posts"),
    "top_up_needs_reason": _("A second remittance needs a reason"),
    "refund_by": _("Given back by"),
    "exempt_allowed": _("Exemption possible"),
    "require_payment_to_study": _("Study waits for the payment"),
    "hold_results_until_paid": _("Results wait for the payment"),
    "one_enrolment_per_person": _("A second enrolment is refused"),
    "written": _("Written here as"),
    "forward_within_days": _("Days to forward the notice"),
    "meeting_within_days": _("Days to hold the meeting"),
    "hand_in_within_days": _("Days to hand in the roster"),
}
"""What each setting is called; the name in the programme file stands beside it."""

VALUES = {
    "later_of_receipt_and_login": _("receipt or opening of login, whichever is later"),
    "receipt": _("receipt of the notice"),
    "term_end": _("the end of term"),
    "school": _("the school"),
    "county": _("the county"),
    "mailbox": _("to the mailbox"),
    "in_person": _("into the hand"),
    "real_name": _("its real name"),
    "own_name": _("its own name"),
    "post": _("the name of the post"),
    "refuse": _("refused"),
    "allow": _("taken"),
    "warn": _("taken, with a question"),
    "deny": _("not taken"),
    "full_name": _("full name"),
    "registered_name": _("registered name"),
    "accepted_roster": _("accepted rosters"),
    "activation": _("the teacher's activation"),
    "mobile_last_6": _("last six digits of the mobile"),
    "sms_or_slip": _("code by SMS or slip code"),
    "sms": _("code by SMS"),
    "slip": _("slip code"),
    "institution": _("the institution"),
    "default": _("the default scheme"),
}
"""What a setting's word means."""


def in_words(value: object) -> str:
    """A setting's value as people read it."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, dict):
        return "；".join(f"{was} → {now}" for was, now in value.items())
    return str(VALUES.get(str(value), value)) or "–"

"""What each reading of the notice is about, in one line, for the page that shows how this programme reads it."""

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

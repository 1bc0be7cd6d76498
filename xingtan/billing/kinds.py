"""Reasons in a word or two, without what they are about: to filter the queue by, and to name equal reasons."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingtan.billing.matching import Against, For

KINDS_OF_DOUBT: dict[str, Promise | str] = {
    Against.CLOSE_SECOND: _("Two schools fit"),
    Against.NAMESAKES: _("Schools of the same name"),
    Against.SEVERAL_SCHOOLS: _("Several schools"),
    Against.COUNTY_DIFFERS: _("A county’s transfer"),
    Against.TOO_LITTLE: _("Not certain enough"),
    Against.SETTLED: _("Paid already"),
    Against.SAME_AMOUNT_AGAIN: _("Perhaps paid twice"),
    Against.MORE_THAN_REST: _("More than is owed"),
    Against.SIBLING: _("Similar name"),
    Against.COUNTY_OTHER: _("Another county"),
    Against.PAYER_OTHER: _("Another school paid"),
    Against.MOBILE_OF_OTHER: _("Another contact’s mobile"),
    Against.UNKNOWN_SCHOOL: _("School without a bill"),
    Against.NOTHING_FOUND: _("No school recognised"),
    Against.OTHER_PURPOSE: _("Another purpose"),
    Against.RETURNED: _("Returned transfer"),
    Against.POSTAL: _("Post-office remittance"),
}
"""What keeps matching from booking a line by itself, in the order a clerk would look for it."""

KINDS_OF_EVIDENCE: dict[str, Promise | str] = {
    For.CODE: _("payment code"),
    For.CODE_REPAIRED: _("payment code but for a slip"),
    For.NAME: _("school name"),
    For.NAME_SHORT: _("shortened name"),
    For.NAME_SOUND: _("name by its sound"),
    For.NAME_TYPO: _("name but for a character"),
    For.NAME_WITHIN: _("name within another"),
    For.PAYER: _("payer"),
    For.COUNTY: _("county"),
    For.MOBILE: _("contact’s mobile"),
    For.MOBILE_SLIP: _("mobile but for a slip"),
    For.CONTACT: _("contact"),
    For.CONTACT_BEGUN: _("contact’s surname"),
    For.HEADS: _("head count"),
    For.AMOUNT: _("amount"),
    For.AMOUNT_OF_HEADS: _("amount of the heads named"),
    For.AMOUNT_LESS_FEE: _("amount but for a bank’s fee"),
    For.ACCOUNT: _("payer’s account"),
    For.COUNTY_REST: _("rest of the county"),
    For.COUNTY_CODE: _("the county’s payment code"),
}


def evidence_in_words(codes: Iterable[str]) -> str:
    """Kinds of evidence in the order in which matching lists them; a kind without words shows its code."""
    given = set(codes)
    known = [str(word) for code, word in KINDS_OF_EVIDENCE.items() if code in given]
    return str(_(", ")).join([*known, *sorted(given - set(KINDS_OF_EVIDENCE))])

"""What each problem is called to the clerk who has to mend it: what is wrong, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xingtan.rosters.sheet import Problem
from xingtan.rosters.sheet.suggestions import Reason

FIELD_NAMES: dict[str, str | Promise] = {
    "name": _("Name"),
    "stage": _("Stage"),
    "subject": _("Subject"),
    "mobile": _("Mobile"),
    "id_number": _("ID number"),
    "county": _("County"),
    "school": _("School’s full name"),
    "note": _("Note"),
}

SENTENCES: dict[str, str | Promise] = {
    "missing": _("Empty. Please fill it in."),
    "name": _("Not a name as it stands on the identity card. Please take out figures, brackets and remarks."),
    "mobile": _("Not a mobile number: 11 digits beginning with 1. Office telephones cannot be used to sign in."),
    "two_mobiles": _("Two numbers. Please leave the one the teacher will sign in with."),
    "placeholder": _("This is the number of the sample row. Please type the teacher's own."),
    "mobile_scientific": _(
        "The sheet keeps it only as 1.38E+10: its last digits are lost. Please type all 11 digits here. "
        "(In the sheet: set the column to “Text” first, then type.)"
    ),
    "old_id": _("An old 15-digit number. Please type the 18 digits of the present identity card."),
    "id_one_short": _(
        "Only 17 characters: one is missing. It cannot be worked out for you, it might become somebody else's number. "
        "Please compare with the identity card."
    ),
    "id_one_over": _("19 characters: one too many. Please compare with the identity card and take it out."),
    "formula": _(
        "The cell holds a formula without its result. Please type the value itself, or open the sheet in Excel or WPS, save it and upload it again."
    ),
    "id_length": _("Not 18 characters long. Please compare with the identity card."),
    "id_characters": _(
        "There is a character that does not belong into an ID number. Please compare with the identity card."
    ),
    "check_digit": _("One digit is wrong: the check digit does not fit. Please compare with the identity card."),
    "birth_date": _(
        "The birth date in the number (digits 7–14) is not that of a teacher of 18 to 70. Please compare with the identity card."
    ),
    "id_as_number": _(
        "Typed into a number cell, so the sheet dropped the last three digits and nobody can bring them back. "
        "Please type all 18 here from the identity card. (In the sheet: set the column to “Text” first, then type.)"
    ),
    "stage": _("Not one of the stages of this training. Please choose one."),
    "subject": _("Not a subject we know. Please write the main subject taught."),
    "function": _(
        "A function, not a subject: researchers and heads as such do not take part. Please write the main subject the person teaches, or remove the row."
    ),
    "county": _("Not a county of this city. Please write its full name."),
    "duplicate_id_number": _("The same ID number stands on another row of this sheet. Please mend or remove one."),
    "duplicate_mobile": _("The same mobile stands on another row. Everybody signs in with a number of their own."),
    "other_county": _("Not your school's county. A school enrols its own teachers only."),
    "other_school": _(
        "Not your school's full name. If it is your school, put the full name in; if it is another school's teacher, remove the row."
    ),
    "enrolled_elsewhere": _(
        "Already enrolled in this training by another school. One person is enrolled once: please settle with your county, or remove the row."
    ),
    "handed_in_elsewhere": _(
        "Another school has handed in the same person. One person is enrolled once: please settle with your county, or remove the row."
    ),
    "mobile_taken": _("This mobile belongs to somebody with another ID number. Please check both numbers."),
}


def sentence_of(problem: Problem) -> str:
    """The sentence shown beneath the cell."""
    return str(SENTENCES.get(problem.why) or SENTENCES["missing"])


def field_name(field: str) -> str:
    """The heading of a column in the reader's language."""
    return str(FIELD_NAMES.get(field, field))


IGNORED: dict[str, str | Promise] = {
    "title": _("Title or remark"),
    "header": _("Headings again"),
    "total": _("Total"),
    "signature": _("Signature, date or explanation"),
    "blank": _("Blank"),
    "example": _("Sample row"),
    "no_person": _("No name, mobile or ID number"),
    "other_sheet": _("No roster on this sheet"),
    "hidden_column": _("A hidden column, read all the same"),
}
"""Why a row of the sheet was passed over."""

REASONS: dict[Reason, str | Promise] = {
    Reason.LOOKALIKE: _("letters read as the digits they look like; the check digit fits"),
    Reason.PREFIX: _("without 86 or 0 in front"),
    Reason.FIRST_OF_TWO: _("one of the numbers in the cell"),
    Reason.SIMILAR: _("written much alike"),
    Reason.PART: _("stands in the text"),
    Reason.OWN_SCHOOL: _("This is our school"),
    Reason.OWN_COUNTY: _("your school’s county"),
}
"""Why a value is proposed."""

"""What the organisations room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class SchoolCodeTaken(Refusal):
    """Another school has this code; a code is for life."""

    code = "school_code_taken"
    sentence = _(
        "The school code %(school_code)s already belongs to %(school)s. Check the ten digits; a code never changes hands."
    )
    field = "code"


class UnknownDivision(Refusal):
    """The division is not in the register."""

    code = "unknown_division"
    sentence = _("There is no division “%(division)s” here. Load the divisions first, or write the county by its name.")
    field = "division"


class SchoolRecordFaulty(Refusal):
    """A school record that cannot be entered: which one, which field, what."""

    code = "school_record_faulty"
    sentence = _("%(where)s: %(what)s")


class FileFaulty(Refusal):
    """A data file that cannot be used: where and what to do. Nothing was stored."""

    code = "file_faulty"
    sentence = _("%(file)s, %(where)s: %(what)s")


FIELDS = {
    "code": _("School code"),
    "registered_name": _("Registered name"),
    "division": _("County"),
    "stages": _("Stages"),
    "teachers_on_register": _("Teachers on the register"),
}
"""What a field of a school record is called."""

FAULTS = {
    "missing": _("is missing. Please fill it in."),
    "code_form": _("“%(value)s” is no school code. It has ten digits, for example 2114000001."),
    "code_category": _("no kind of school begins with %(value)s. It begins with 11, 21, 31, 34, 36, 37 or 51."),
    "division_form": _("“%(value)s” is no division code. It has six digits, for example 140922."),
    "too_many_teachers": _("%(value)s teachers cannot be right. Check that the column has not slipped."),
    "unknown": _("is not known here (%(value)s)."),
    "repeated": _("%(value)s stands there twice. Keep one."),
    "not_parent": _("%(value)s is no division above this one. The code above must be in the file and hold this one."),
    "no_city": _("has no city. One division must be of kind “city”."),
    "unknown_county": _(
        "“%(value)s” is no county known here. Write its name, or 市直 for a school directly under the city."
    ),
}
"""The sentence for each fault code of ``rules``; ``value`` is what was found."""


def sentence_of(code: str, value: str = "") -> str:
    """What is wrong and what to do, in the reader's language."""
    return str(FAULTS[code]) % {"value": value}

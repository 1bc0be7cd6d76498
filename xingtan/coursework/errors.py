"""What coursework refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class CourseworkRefused(Refusal):
    """Something about homework, marks or discussions that cannot be done now."""


class HandingInClosed(CourseworkRefused):
    """The last day for this homework is over."""

    code = "handing_in_closed"
    sentence = _(
        "This homework could be handed in until %(until)s. Your text is kept. Please ask the tutor of your class."
    )

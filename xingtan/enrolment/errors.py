"""What the enrolment room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class EnrolledElsewhere(Refusal):
    """Some of these people are enrolled by another school; whose is not told (A24)."""

    code = "enrolled_elsewhere"
    sentence = _(
        "%(count)s of these teachers are already enrolled in this programme by another school: %(names)s. "
        "Nobody was enrolled. Please settle with the county which school enrols them, or call the hotline."
    )


class NotEnrolled(Refusal):
    """The enrolment is withdrawn already."""

    code = "not_enrolled"
    sentence = _("%(name)s is not enrolled any more. Nothing was changed.")

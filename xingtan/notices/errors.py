"""What the notices room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal
from xingtan.foundation.uploads import UploadRefused


class NoticeNumberTaken(Refusal):
    """Another notice has this document number."""

    code = "notice_number_taken"
    sentence = _("There is a notice %(number)s already. Open that one, or check the number.")
    field = "document_number"


class NothingToPublish(Refusal):
    """A notice without a word and without a file."""

    code = "nothing_to_publish"
    sentence = _("This notice has neither a text nor a file yet. Write one or add one, then publish.")


class NotPublished(Refusal):
    """Only what people see can be withdrawn."""

    code = "not_published"
    sentence = _("This notice is not published, so there is nothing to withdraw.")


class NotToBeForwarded(Refusal):
    """Only a published notice that asks for it is passed on."""

    code = "not_to_be_forwarded"
    sentence = _("“%(title)s” is not to be forwarded: it is not published, or asks for no receipt.")


class NotForwardedYet(Refusal):
    """A school signs for what was sent to it."""

    code = "not_forwarded_yet"
    sentence = _(
        "%(division)s has not forwarded “%(title)s” to its schools yet. You can read it already; sign for it once it has come."
    )


class MeetingInFuture(Refusal):
    """A meeting is recorded when it was held."""

    code = "meeting_in_future"
    sentence = _("%(held_on)s lies in the future. Please record the meeting once it was held, or check the date.")
    field = "held_on"


class MeetingTooEarly(Refusal):
    """A meeting about a notice cannot lie before it."""

    code = "meeting_too_early"
    sentence = _("%(held_on)s lies before the notice, which is of %(issued_on)s. Please check the date.")
    field = "held_on"


class TooManyFiles(UploadRefused):
    """A handful is enough to see that it was held."""

    code = "too_many_files"
    sentence = _("A meeting keeps %(most)s files at most. Please choose the %(most)s that show it best.")
    field = "photos"

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


class MaterialTypeRefused(UploadRefused):
    """A type of file that is not offered for download."""

    code = "material_type_refused"
    sentence = _("“%(name)s” is not of a type that can be offered here. Please upload PDF, Word, Excel, JPEG or PNG.")

"""What the programmes room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class ProgrammeFaulty(Refusal):
    """A programme that cannot be stored; ``faults`` says every place in words. Nothing was stored."""

    code = "programme_faulty"
    sentence = _("This programme was not stored. %(faults)s")


class FileUnreadable(Refusal):
    """A programme file that is missing or is no TOML."""

    code = "file_unreadable"
    sentence = _(
        "%(file)s cannot be read: %(why)s. It must be a TOML file in UTF-8 such as the shipped xinzhou-2020.toml."
    )


class OwnerUnknown(Refusal):
    """The division that decides the programme is not in the register."""

    code = "owner_unknown"
    sentence = _(
        "The division %(division)s of programme.owner_division is not here. Load the divisions first: xingtan divisions load"
    )


class ProgrammeExists(Refusal):
    """A copy would overwrite a programme."""

    code = "programme_exists"
    sentence = _("A programme %(programme)s is already here. Choose another code for the copy.")


class NoSuchProgramme(Refusal):
    """There is no programme of this code."""

    code = "no_such_programme"
    sentence = _("There is no programme %(programme)s. Known are: %(known)s.")
    status = 404


class PlanNotPossible(Refusal):
    """A step that a plan cannot take from where it stands."""

    code = "plan_not_possible"
    sentence = _(
        "The plan of %(division)s stands at “%(state)s” now, so this cannot be done. The page shows where it stands; nothing was changed."
    )


class SupportInFuture(Refusal):
    """Support is noted once it was given."""

    code = "support_in_future"
    sentence = _("%(done_on)s lies in the future. Please note it once it was done, or check the date.")
    field = "done_on"

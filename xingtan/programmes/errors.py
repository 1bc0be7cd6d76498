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


class PayeeUnfit(Refusal):
    """An account that cannot be one."""

    code = "payee_unfit"
    sentence = _("%(fault)s")


class PayeeSame(Refusal):
    """The account that collects already."""

    code = "payee_same"
    sentence = _("This is the collecting account already. Nothing was changed.")


class PayeeReasonMissing(Refusal):
    """No words where others will ask for them."""

    code = "payee_reason_missing"
    sentence = _("Please say why; your colleagues see your words.")


class PayeeChangePending(Refusal):
    """A second change while the first is under way."""

    code = "payee_change_pending"
    sentence = _("A change of the account is under way already. Decide or stop that one first.")


class PayeeChangeOwn(Refusal):
    """One person in both parts."""

    code = "payee_change_own"
    sentence = _("You asked for this change yourself; somebody else has to decide it.")
    status = 403


class PayeeChangeMoved(Refusal):
    """The change is no longer where the page showed it."""

    code = "payee_change_moved"
    sentence = _("This change is “%(state)s”. Nothing was changed; please look at it again.")


class PayeeChangesElsewhere(Refusal):
    """A programme file with another account than the one that collects."""

    code = "payee_changes_elsewhere"
    sentence = _(
        "payment.payee_account in the file is %(found)s, but this programme collects on %(standing)s. An account is never "
        "changed by a file: ask for it under “Collecting account”, where a second person approves it. Nothing was stored."
    )

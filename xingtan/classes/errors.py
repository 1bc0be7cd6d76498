"""What this room refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class NotYourCounty(Refusal):
    """The class or the tutor is another county's."""

    code = "not_your_county"
    sentence = _("This is for %(place)s to decide. Nothing was changed.")


class ClassFull(Refusal):
    """More than a class may hold."""

    code = "class_full"
    sentence = _(
        "“%(name)s” has %(heads)s teachers and may have %(largest)s; %(more)s more do not fit. "
        "Nobody was moved. Move fewer, or choose another class."
    )


class ClassGivenUp(Refusal):
    """The class was merged into another one meanwhile."""

    code = "class_given_up"
    sentence = _("“%(name)s” was given up meanwhile. Nothing was changed. Please look at the list of classes.")


class NameTaken(Refusal):
    """Two classes of a county would be called alike."""

    code = "name_taken"
    field = "name"
    sentence = _("There is a class “%(name)s” already. Please choose another name.")


class NobodyChosen(Refusal):
    """No teacher was chosen, or they are in this class already."""

    code = "nobody_chosen"
    sentence = _("Nobody was chosen who could be moved there. Tick teachers of another class first.")


class WouldBeEmpty(Refusal):
    """A split that leaves one half without anybody."""

    code = "would_be_empty"
    sentence = _("Both classes need teachers: choose some of them, not all. Nothing was changed.")


class DifferentStages(Refusal):
    """Classes of two stages, or of two counties, are not put together."""

    code = "different_stages"
    sentence = _("“%(name)s” and “%(other)s” are not of the same county and stage. Nothing was changed.")


class ChangedSince(Refusal):
    """What is to be taken back has been changed again."""

    code = "changed_since"
    sentence = _(
        "This cannot be taken back any more: what it did was changed again since (%(what)s). "
        "Nothing was changed. Take the later change back first, or change it by hand."
    )


class PlanOutdated(Refusal):
    """The teachers changed between the preview and the making."""

    code = "plan_outdated"
    sentence = _(
        "Teachers were enrolled, moved or placed since you looked at the preview, so the classes would be others. "
        "No class was made. Please look at the new preview."
    )


class TutorFull(Refusal):
    """The tutor has as many learners as the programme allows."""

    code = "tutor_full"
    field = "tutor"
    sentence = _(
        "%(name)s guides %(learners)s teachers already; with %(more)s more it would be over the limit of %(limit)s. "
        "Please choose another tutor."
    )


class AlreadyTutor(Refusal):
    """Appointed already."""

    code = "already_tutor"
    field = "mobile"
    sentence = _("%(name)s is a tutor of this county already.")


class TutorRelieved(Refusal):
    """The tutor is none any more."""

    code = "tutor_relieved"
    sentence = _("%(name)s is no longer a tutor. Nothing was changed. Please choose another one.")


class SameTutor(Refusal):
    """Nothing would change."""

    code = "same_tutor"
    field = "tutor"
    sentence = _("%(name)s has this class already.")


class DatesOutOfOrder(Refusal):
    """A period that ends before it begins."""

    code = "period_out_of_order"
    field = "until"
    sentence = _("The last day lies before the first. Please correct one of them.")


class NotDraft(Refusal):
    """A bulletin that was changed meanwhile."""

    code = "bulletin_changed"
    sentence = _(
        "The bulletin was changed meanwhile. What you typed is still here; look at the latest version, then save again."
    )

"""What the catalogue refuses."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class CatalogueWrong(Refusal):
    """A catalogue file that does not say what it must, where, and what to do."""

    code = "catalogue_wrong"
    sentence = _("%(where)s: %(what)s. Nothing was loaded; correct the file and load it again.")


class TrackUnknown(Refusal):
    """A course hangs on a track that the programme does not have."""

    code = "track_unknown"
    sentence = _("Course %(course)s belongs to track “%(track)s”, which the programme %(programme)s does not have.")


class ChangedMeanwhile(Refusal):
    """Somebody else changed the same thing since it was opened."""

    code = "changed_meanwhile"
    sentence = _(
        "Somebody else has changed this since you opened it, so nothing was overwritten. What you typed is still "
        "here: look at what stands now in a second window, and save again to put yours in its place."
    )


class EntryGone(Refusal):
    """A unit or lesson that somebody took out since the page was opened."""

    code = "entry_gone"
    sentence = _(
        "This unit or lesson was taken out meanwhile. Nothing was changed. Please look at the course as it stands."
    )


class NotReady(Refusal):
    """A draft that cannot be published yet."""

    code = "not_ready"
    sentence = _("It cannot be published yet: %(what)s. Learners still see what they saw.")


class NothingToPublish(Refusal):
    """A draft that says what is published already."""

    code = "nothing_to_publish"
    sentence = _("Nothing has changed since the last time it was published.")


class DraftsWouldBeLost(Refusal):
    """A catalogue file that would overwrite what somebody is writing."""

    code = "drafts_would_be_lost"
    sentence = _(
        "“%(course)s” has changes that are not published. Nothing was loaded; publish or discard them, and load again."
    )


class NotYourProgramme(Refusal):
    """A programme in which the person writes no courses."""

    code = "not_your_programme"
    field = "programme"
    sentence = _("You write no courses in “%(programme)s”. Please choose another programme.")

"""What the catalogue refuses."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class CaptionFault(Protocol):
    """What is wrong in one line of captions, as the rules say it."""

    @property
    def line(self) -> int: ...
    @property
    def code(self) -> str: ...


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


class FileTooLong(Refusal):
    """A file larger than the house takes."""

    code = "file_too_long"
    field = "file"
    status = 413
    sentence = _(
        "“%(name)s” is empty or larger than %(most)s MB. Nothing was sent. Please save it smaller, or split it."
    )


class DiskFull(Refusal):
    """Not enough room for the file and its bitrates."""

    code = "disk_full"
    field = "file"
    status = 507
    sentence = _(
        "There is not enough room on this server for “%(name)s”. Nothing was sent; please tell who runs the server."
    )


class PieceOutOfPlace(Refusal):
    """A piece that is not the next one: the browser is told how far it is and goes on from there."""

    code = "piece_out_of_place"
    sentence = _("The file is in up to byte %(received)s; it goes on from there.")


class PieceTooLarge(Refusal):
    """A piece that is empty, too large, or reaches past the end."""

    code = "piece_too_large"
    status = 400
    sentence = _("This piece does not fit the file that was announced. Please choose the file again.")


class NoMedium(Refusal):
    """What was sent is no film, recording or PDF, whatever its name says."""

    code = "no_medium"
    field = "file"
    status = 422
    sentence = _(
        "“%(name)s” is no film, recording, PDF or SCORM package that can be played, whatever its name says. It was not kept. "
        "Please save it as MP4 (film), M4A or MP3 (recording), PDF or SCORM (.zip), and send that."
    )


class NotPrepared(Refusal):
    """A film whose bitrates could not be made."""

    code = "not_prepared"
    sentence = _("No smaller bitrates could be made of “%(name)s”. It plays as it was sent.")


class NameTaken(Refusal):
    """Two media of a programme would be called alike."""

    code = "medium_name_taken"
    field = "name"
    sentence = _("There is a file “%(name)s” already. Please choose another name.")


class CaptionsWrong(Refusal):
    """Captions with lines that cannot be read."""

    code = "captions_wrong"
    field = "file"
    sentence = _("The captions were not taken; those that stood stay. %(lines)s")

    def __init__(self, faults: Iterable[CaptionFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(lines="")

    def __str__(self) -> str:
        lines = "；".join(
            gettext("line %(line)s: %(what)s") % {"line": each.line, "what": FAULTS[each.code]} for each in self.faults
        )
        return str(self.sentence) % {"lines": lines}


FAULTS = {
    "no_header": _("the file does not begin with WEBVTT"),
    "no_time": _("a time is missing (00:00:01.000 --> 00:00:04.000)"),
    "bad_time": _("the time cannot be read (00:00:01.000 --> 00:00:04.000)"),
    "backwards": _("the end is not after the beginning"),
    "early": _("it begins before the one above it"),
    "past_end": _("it begins after the film has ended"),
    "empty": _("there is no caption in the file"),
    "too_many": _("more than 5000 captions"),
}
"""What is wrong in a line of captions, by its code."""

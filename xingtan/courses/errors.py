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

"""Why packed content is not taken in."""

from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal


class PackageRefused(Refusal):
    """A packed file that is no SCORM package which can be played safely; ``why`` is one of ``PACKAGE_FAULTS``."""

    code = "package_refused"
    field = "file"
    status = 422
    sentence = _("“%(name)s” was not taken in: %(why)s. Nothing of it was kept.")

    def __init__(self, *, name: str, fault: str, where: str = "") -> None:
        self.fault = fault
        why = PACKAGE_FAULTS[fault] % {"where": where}
        super().__init__(name=name, why=why)


PACKAGE_FAULTS = {
    "damaged": _("it is damaged. Please export it again and send it again"),
    "locked": _("it is protected by a password. Please pack it without one"),
    "many": _("it holds more than 5000 files. Please divide it into several packages"),
    "overlap": _("its parts overlap, as only an attack makes them"),
    "large": _("unpacked it would be too large. Please divide it, or lessen its films"),
    "outside": _("the file “%(where)s” points outside of the package. Please export it again from the tool that made it"),
    "link": _("“%(where)s” is not a file but a link. Please pack the file itself"),
    "twice": _("the file “%(where)s” is in it twice"),
    "name": _("the name of “%(where)s” cannot be kept: it is too long, or has signs that no file may have"),
    "no_manifest": _("there is no imsmanifest.xml at its top, so it is no SCORM package. In the tool that made it, please export as SCORM 1.2 or SCORM 2004; a web page alone does not do"),
    "nested_manifest": _("imsmanifest.xml lies in the folder “%(where)s”. Please pack what is in that folder, not the folder itself"),
    "cartridge": _("it is a Common Cartridge, a whole course, and no package for a lesson"),
    "xml_declares": _("imsmanifest.xml declares a document type in line %(where)s, which is never read. Please remove it, or export again"),
    "xml_broken": _("imsmanifest.xml is no sound XML in line %(where)s"),
    "xml_deep": _("imsmanifest.xml is nested too deeply in line %(where)s"),
    "xml_many": _("imsmanifest.xml has too many elements in line %(where)s"),
    "no_items": _("imsmanifest.xml names nothing that can be opened"),
    "many_items": _("imsmanifest.xml names more than %(where)s parts. Please divide the package"),
    "no_resource": _("the part “%(where)s” points at nothing in imsmanifest.xml"),
    "no_page": _("the part “%(where)s” has no page to open"),
    "leads_out": _("it would open “%(where)s”, which lies outside of the package. Only pages within the package are opened"),
    "missing": _("it would open “%(where)s”, and no such file is in the package"),
}  # fmt: skip
"""Why a package is not taken in, by its code."""

"""How far a course is, in words and as a sign; and what was not taken over of one brought in."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "draft": (_("Never published"), "wait"),
    "changed": (_("Changed since published"), "warn"),
    "published": (_("As published"), "ok"),
    "archived": (_("Archived"), "off"),
}
"""Words and the kind of ``c-state``."""

LEFT_OUT = {
    "discussion": _("A discussion: please open a topic for it under “Homework and discussion”"),
    "tool": _("A tool of another platform (LTI): not supported"),
    "kind": _("A kind of content that has no place here"),
    "file": _("A file that lessons cannot show: please save it as PDF, MP4 or MP3 and send it"),
    "missing": _("It points at a file that is not in the cartridge"),
    "unused": _("No part of the course points at it; pages may have shown it"),
    "many": _("Beyond what one course may hold"),
    "broken": _("Damaged, or not what its name says"),
    "address": _("No address that a lesson may lead to"),
    "empty": _("A page without words"),
    "large": _("Too large for a page"),
    "pictures": _("Taken over without its pictures, films or sounds"),
}
"""Why something of a cartridge was not taken over, by its code."""

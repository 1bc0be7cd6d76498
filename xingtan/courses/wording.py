"""How far a course is, in words and as a sign."""

from django.utils.translation import gettext_lazy as _

STATES = {
    "draft": (_("Never published"), "wait"),
    "changed": (_("Changed since published"), "warn"),
    "published": (_("As published"), "ok"),
    "archived": (_("Archived"), "off"),
}
"""Words and the kind of ``c-state``."""

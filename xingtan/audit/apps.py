"""Django's record of this room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The room audit."""

    name = "xingtan.audit"
    label = "audit"

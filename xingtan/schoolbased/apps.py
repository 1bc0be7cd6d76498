"""Django's record of this room."""

from django.apps import AppConfig


class SchoolbasedConfig(AppConfig):
    """The room schoolbased."""

    name = "xingtan.schoolbased"
    label = "schoolbased"

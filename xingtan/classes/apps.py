"""Django's record of this room."""

from django.apps import AppConfig


class ClassesConfig(AppConfig):
    """The room classes."""

    name = "xingtan.classes"
    label = "classes"

"""Django's record of this room."""

from django.apps import AppConfig


class StudyConfig(AppConfig):
    """The room study."""

    name = "xingtan.study"
    label = "study"

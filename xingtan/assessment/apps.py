"""Django's record of this room."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The room assessment."""

    name = "xingtan.assessment"
    label = "assessment"

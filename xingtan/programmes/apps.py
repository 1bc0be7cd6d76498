"""Django's record of this room."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """The room programmes."""

    name = "xingtan.programmes"
    label = "programmes"

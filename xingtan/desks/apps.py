"""Django's record of this room."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    """The room desks."""

    name = "xingtan.desks"
    label = "desks"

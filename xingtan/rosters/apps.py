"""Django's record of this room."""

from django.apps import AppConfig


class RostersConfig(AppConfig):
    """The room rosters."""

    name = "xingtan.rosters"
    label = "rosters"

"""Django's record of this room."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Foundation: no domain word in it."""

    name = "xingtan.foundation"
    label = "foundation"

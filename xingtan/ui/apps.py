"""Django's record of this room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The room ui."""

    name = "xingtan.ui"
    label = "ui"

"""Django's record of this room."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The room demo."""

    name = "xingtan.demo"
    label = "demo"

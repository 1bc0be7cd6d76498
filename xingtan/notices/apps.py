"""Django's record of this room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The room notices."""

    name = "xingtan.notices"
    label = "notices"

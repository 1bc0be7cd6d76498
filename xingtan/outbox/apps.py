"""Django's record of this room."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The room outbox."""

    name = "xingtan.outbox"
    label = "outbox"

"""Django's record of this room."""

from django.apps import AppConfig


class MailroomConfig(AppConfig):
    """The room mailroom."""

    name = "xingtan.mailroom"
    label = "mailroom"

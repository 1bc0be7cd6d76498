"""Django's record of this room."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """The room organisations."""

    name = "xingtan.organisations"
    label = "organisations"

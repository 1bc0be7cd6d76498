"""Django's record of this room."""

from django.apps import AppConfig


class FundingConfig(AppConfig):
    """The room funding."""

    name = "xingtan.funding"
    label = "funding"

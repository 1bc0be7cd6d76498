"""Django's record of this room."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """The room billing."""

    name = "xingtan.billing"
    label = "billing"

"""Django's record of this room."""

from django.apps import AppConfig


class InvoicingConfig(AppConfig):
    """The room invoicing."""

    name = "xingtan.invoicing"
    label = "invoicing"

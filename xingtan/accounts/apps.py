"""Django's record of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The room accounts."""

    name = "xingtan.accounts"
    label = "accounts"

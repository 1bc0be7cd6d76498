"""Django's record of the wiring: its commands (serve, worker) and its start-up checks."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """config, as an app, so that its commands and checks are found."""

    name = "xingtan.config"
    label = "config"

    def ready(self) -> None:
        """Register the start-up checks."""
        from xingtan.config import checks  # noqa: F401, PLC0415 - registered by being imported

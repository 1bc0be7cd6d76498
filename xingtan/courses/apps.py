"""Django's record of this room."""

from importlib import import_module

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The room courses."""

    name = "xingtan.courses"
    label = "courses"

    def import_models(self) -> None:
        """The catalogue's models, and those of the question bank."""
        super().import_models()
        import_module("xingtan.courses.models.questions")

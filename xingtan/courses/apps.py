"""Django's record of this room."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The room courses."""

    name = "xingtan.courses"
    label = "courses"

"""Django's record of this room."""

from django.apps import AppConfig


class CourseworkConfig(AppConfig):
    """The room coursework."""

    name = "xingtan.coursework"
    label = "coursework"
